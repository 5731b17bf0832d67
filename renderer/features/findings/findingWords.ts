import type { TFunction } from 'i18next';
import type { AppDescription } from '../../../shared/bridge/contract.ts';
import type { Finding } from '../../../shared/clinical/findings/finding.ts';
import { personName, wardName } from '../chart/directory.ts';

/** Codes in a finding's data that the directory or the catalogue has words for. */
const coded: Readonly<
  Record<
    string,
    (code: string, t: TFunction<['findings', 'encounter']>, app: AppDescription) => string
  >
> = {
  wards: (code, _t, app) => wardName(app, code),
  signers: (code, _t, app) => personName(app, code),
  dispositions: (code, t) =>
    t(`encounter:disposition.${code}` as never, { defaultValue: code }) as string,
};

/** A finding as one sentence, with the drug, test or ward that it is about. */
export function findingSentence(
  t: TFunction<['findings', 'encounter']>,
  app: AppDescription,
  finding: Pick<Finding, 'rule' | 'data'>,
): string {
  const data = Object.fromEntries(
    Object.entries(finding.data).map(([name, value]) => {
      const word = Object.hasOwn(coded, name) ? coded[name] : undefined;
      if (name === 'count') return [name, Number(value)];
      if (!word) return [name, value];
      return [
        name,
        value
          .split(', ')
          .map((code) => word(code, t, app))
          .join(', '),
      ];
    }),
  );
  return t(`findings:sentence.${finding.rule}` as never, data as never) as unknown as string;
}
