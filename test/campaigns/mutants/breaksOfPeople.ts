import type { Break } from './breaks.ts';

const service = 'main/people/peopleService.ts';
const signIn = 'main/people/signIn.ts';
const disk = 'main/disk/writeDurably.ts';

/** Ways to let somebody in, or keep somebody out, who is to be kept out or let in. */
export const breaksOfPeople: readonly Break[] = [
  {
    name: 'forgetRevocations',
    what: 'revocations count for nothing',
    file: 'shared/people/peopleDirectory.ts',
    find: 'of withRevocations(everybody, allEnds)',
    put: 'of withRevocations(everybody, allEnds.slice(allEnds.length))',
  },
  {
    name: 'sessionGoesOn',
    what: 'a session goes on after a contact in which its certificate was revoked',
    file: service,
    find: '    if (own?.revokedAt === undefined) return;\n',
    put: '    if (own) return;\n',
  },
  {
    name: 'oldPasswordStays',
    what: 'a password that was changed elsewhere still opens after a contact',
    file: signIn,
    find: ' || here.generation < generation',
    put: '',
  },
  {
    name: 'oneTimeForGood',
    what: 'a one-time password opens a workstation without being changed',
    file: 'main/keystore/keystore.ts',
    find: 'const secrets = { ...shared, signing: { privateKey, certificate }, oneTime };',
    put: 'const secrets = { ...shared, signing: { privateKey, certificate }, oneTime: oneTime && false };',
  },
  {
    name: 'sealNobody',
    what: 'nobody but those who were there at the enrolment is sealed the data key',
    file: 'main/people/sealToNewcomers.ts',
    find: 'sealingKey !== undefined && !(await hasSealedDataKey(folder, serial))',
    put: 'sealingKey === serial && !(await hasSealedDataKey(folder, serial))',
  },
  {
    name: 'skipADocument',
    what: 'an exchange about people leaves out one of the documents that are new',
    file: 'main/people/exchangePeople.ts',
    find: 'const lacking = [...there].filter((id) => !store.documents().has(id));',
    put: 'const lacking = [...there].filter((id) => !store.documents().has(id)).slice(1);',
  },
  {
    name: 'believeTheClock',
    what: 'a clock that was ahead keeps people out after it was put right',
    file: service,
    find: 'function knownMs({ agreedMs }: SeenTimes): number {\n',
    put: 'function knownMs({ seenMs: agreedMs }: SeenTimes): number {\n',
  },
  {
    name: 'writeInPlace',
    what: 'key files are written where they stand',
    file: disk,
    find: '    await fs.rename(temporary, file);\n',
    put: '    await fs.writeFile(file, content);\n    await fs.rm(temporary);\n',
  },
  {
    name: 'withoutSync',
    what: 'key files are put in place before they are on the disk',
    file: disk,
    find: "    await handle.writeFile(content, 'utf8');\n    await handle.sync();\n",
    put: "    await handle.writeFile(content, 'utf8');\n",
  },
  {
    name: 'signAsTheLast',
    what: 'the person who is signed in signs with the key of whoever was first',
    file: service,
    find: '      session = { person, opened, verification, ...',
    put: '      session = { person, opened: (globalThis as { o?: typeof opened }).o ??= opened, verification, ...',
  },
  {
    name: 'pinForEver',
    what: 'a PIN is tried as often as one likes',
    file: 'main/people/heldKeys.ts',
    find: '      if (one.triesLeft <= 0) drop(person);\n',
    put: '',
  },
  {
    name: 'codeForEver',
    what: 'an emergency code opens its workstation after its hours',
    file: 'shared/people/emergencyUse.ts',
    find: 'return until !== undefined && nowMs < Date.parse(until)',
    put: 'return until !== undefined && nowMs > 0',
  },
  {
    name: 'codeOpensTwo',
    what: 'an emergency code that was used opens another workstation',
    file: 'shared/people/emergencyUse.ts',
    find: "if (uses.length === 0) return { kind: 'unused' };",
    put: "if (uses.every((use) => use.workstation !== workstation)) return { kind: 'unused' };",
  },
  {
    name: 'codeUntold',
    what: 'nothing says who used an emergency code',
    file: 'main/people/emergencyCodes.ts',
    find: '  if (!isKnown) {\n',
    put: '  if (isKnown) {\n',
  },
];
