/** As much of a JSON schema as the server's validation is made from. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema | boolean;
  readonly required?: readonly string[];
}

/**
 * Every enumeration of a schema with its values. A path is of field names joined by `/`, and `*` for
 * each entry of a map or an array: `dosage/route`, `identifiers/*\/system`.
 */
export type ValuesByPath = Readonly<Record<string, readonly unknown[]>>;

/**
 * What the schema allows at least: where one alternative of a union leaves a place free, there is no
 * enumeration, and where each has its own, their values count together.
 */
export function valuesByPath(schema: JsonSchema, path = ''): ValuesByPath {
  const values = valuesOf(schema);
  if (values) return path === '' ? {} : { [path]: values };
  const at = (part: string) => (path === '' ? part : `${path}/${part}`);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices)
    return together(
      choices.map((choice) => [choice, valuesByPath(choice, path)]),
      path,
    );
  const found: Record<string, readonly unknown[]> = {};
  for (const [field, inner] of Object.entries(schema.properties ?? {})) {
    Object.assign(found, valuesByPath(inner, at(field)));
  }
  for (const inner of [schema.additionalProperties, schema.items]) {
    if (typeof inner === 'object') Object.assign(found, valuesByPath(inner, at('*')));
  }
  return found;
}

/** The same as a tree of its steps, the values where an enumeration stands: what takes no reading of paths. */
export interface ValuesTree {
  readonly [step: string]: ValuesTree | readonly unknown[];
}

export function treeOf(values: ValuesByPath): ValuesTree {
  const tree: Record<string, unknown> = {};
  for (const [place, allowed] of Object.entries(values)) {
    const steps = place.split('/');
    let at = tree;
    for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Record<string, unknown>;
    at[steps.at(-1)!] = allowed;
  }
  return tree as ValuesTree;
}

/** The values of an enumeration, or undefined where more than some values are allowed. */
function valuesOf(schema: JsonSchema): readonly unknown[] | undefined {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return schema.enum;
  if (schema.type === 'null') return [null];
  const choices = schema.anyOf ?? schema.oneOf;
  const each = choices?.map(valuesOf);
  return each?.every((values) => values !== undefined) ? [...new Set(each.flat())] : undefined;
}

/** A place counts only where every alternative that has it at all names its values. */
function together(
  alternatives: readonly (readonly [JsonSchema, ValuesByPath])[],
  path: string,
): ValuesByPath {
  const found: Record<string, readonly unknown[]> = {};
  for (const place of new Set(alternatives.flatMap(([, values]) => Object.keys(values)))) {
    const steps = place.slice(path === '' ? 0 : path.length + 1).split('/');
    const having = alternatives.filter(([schema]) => hasPlace(schema, steps));
    if (having.every(([, values]) => place in values)) {
      found[place] = [...new Set(having.flatMap(([, values]) => values[place]!))];
    }
  }
  return found;
}

function hasPlace(schema: JsonSchema, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined || step === '') return true;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.some((choice) => hasPlace(choice, [step, ...rest]));
  const inner =
    step === '*'
      ? [schema.additionalProperties, schema.items].find((each) => typeof each === 'object')
      : schema.properties?.[step];
  return typeof inner === 'object' && hasPlace(inner, rest);
}
