/** One way to break the promise: in a copy of `file`, `find` (which stands there once) becomes `put`. */
export interface Break {
  readonly name: string;
  readonly what: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const join = 'shared/merge/join.ts';
const joinLeaves = 'shared/records/joinLeaves.ts';
const replica = 'shared/replica/replica.ts';
const resolve = 'shared/replica/resolve.ts';
const reassert = 'shared/replica/reassert.ts';
const delivery = 'shared/sync/delivery.ts';

export const breaks: readonly Break[] = [
  {
    name: 'winnerOnly',
    what: "the store's winner is shown, not the join",
    file: joinLeaves,
    find: '.reduce((a, b) => join(definition.units, a, b, shownBy(first.record.kind)))',
    put: '.reduce((a) => a)',
  },
  {
    name: 'lastWriteWins',
    what: 'of two concurrent values the one with the later stated time stands, by the clock',
    file: join,
    find: 'sides.set(id, distinct(survivors));',
    put: 'sides.set(id, distinct(survivors).sort((x, y) => (x.write.at < y.write.at ? -1 : 1)).slice(-1));',
  },
  {
    name: 'dropTheLoser',
    what: 'of two concurrent values the one with the higher dot stands',
    file: join,
    find: 'sides.set(id, distinct(survivors));',
    put: 'sides.set(id, distinct(survivors).slice(-1));',
  },
  {
    name: 'dropUnseen',
    what: 'a value that the other side has not seen is dropped',
    file: join,
    find: '    !hasSeen(other.causality.vector, side.dot) ||\n',
    put: '',
  },
  {
    name: 'forgetADot',
    what: "the join forgets one side's writes in its vector",
    file: join,
    find: 'leastUpperBound(a.causality.vector, b.causality.vector),',
    put: 'a.causality.vector,',
  },
  {
    name: 'insertionOrder',
    what: 'sides stand in the order in which they came',
    file: join,
    find: '[...sides].sort(bySideOrder)',
    put: '[...sides]',
  },
  {
    name: 'rebaseSave',
    what: 'a save replaces what stands now, not what its author had seen',
    file: join,
    find: 'standing.filter((side) => !hasSeen(basis, side.dot))',
    put: 'standing.filter((side) => !hasSeen(current.causality.vector, side.dot))',
  },
  {
    name: 'counterFromRecord',
    what: 'actor and counter come from the workstation and the record',
    file: 'shared/records/write.ts',
    find: '  const { dot, by, at, on, credential } = context;\n',
    put: [
      '  const { by, at, on, credential } = context;',
      "  const actor = on.replace(/[^0-9]/g, '').padStart(16, '0');",
      '  const dot = `${actor}.${String((current.causality.vector[actor] ?? 0) + 1)}`;',
      '',
    ].join('\n'),
  },
  {
    name: 'closeTooEarly',
    what: 'a closing tombstone goes out before the leaf that covers it was read back',
    file: 'shared/sync/pendingLeaf.ts',
    find: '(live.length > 0 || moreToCompare ? live : leaves).filter',
    put: '(live.length > 1e9 ? live : leaves).filter',
  },
  {
    name: 'rewriteDominated',
    what: 'a join is written though one leaf already is the join',
    file: resolve,
    find: '(candidate) => sameValue(candidate.record, record)',
    put: '(candidate) => candidate === undefined && record !== undefined',
  },
  {
    name: 'joinNewer',
    what: 'a record with a leaf of a newer version is joined all the same',
    file: resolve,
    find: "if (classified.kind === 'newer') return [];",
    put: "if (classified.kind === 'newer') continue;",
  },
  {
    name: 'believeTheAnswer',
    what: 'an empty 201 counts as delivered',
    file: 'shared/sync/push.ts',
    find: '  const { proved, unproved, fault } = await readBack(client, sent);',
    put: '  const [proved, unproved, fault] = [sent, [], undefined];',
  },
  {
    name: 'skipUnavailable',
    what: 'a body that the server did not give is not asked for again',
    file: 'shared/sync/pull.ts',
    find: 'for (const { id, rev } of outcome.absent) (owed[id] ??= []).push(rev);',
    put: 'void outcome.absent;',
  },
  {
    name: 'obeyDeletion',
    what: 'what a foreign deletion or a forgetful edit takes is not written again',
    file: reassert,
    find: 'if (!mustStay(leaf, arrival, beside)) continue;',
    put: 'if (mustStay(leaf, arrival, beside) || leaf) continue;',
  },
  {
    name: 'believeTheTombstone',
    what: 'a closing tombstone is believed though nothing that covers it is here',
    file: reassert,
    find: 'if (!closing || !covers(closing, vector)) return true;',
    put: 'if (closing) return false;\n  if (!closing || !covers(closing, vector)) return true;',
  },
  {
    name: 'acknowledgeEarly',
    what: 'a save is acknowledged before the store has committed',
    file: replica,
    find: '      await store.write(revisions);\n    } catch (error) {\n      const status = error',
    put: '      void store.write(revisions).catch(() => undefined);\n    } catch (error) {\n      const status = error',
  },
  {
    name: 'writeOverNewer',
    what: 'a record that only a newer version can read may be written over',
    file: replica,
    find: '    if (state?.locked) return refuse(422);\n',
    put: '',
  },
  {
    name: 'checkpointEarly',
    what: "push's checkpoint passes leaves that still wait",
    file: delivery,
    find: 'if (isUnproved || leaves.some((leaf) => !leaf.refusal)) return;',
    put: 'if (leaves.length > 1e9) return;',
  },
  {
    name: 'forgetABirth',
    what: 'a birth that met a leaf without causality is taken for told',
    file: join,
    find: '  return births ?? (dots ? [] : [born]);',
    put: '  return births && dots ? [] : dots ? [] : [born];',
  },
];
