import type { Break } from './breaks.ts';

const rights = 'shared/people/rights.ts';
const signature = 'shared/people/signature.ts';
const validation = 'shared/central/validation/validationSource.ts';

/** Ways to let somebody do, or put under somebody's name, what the table of rights gives to others. */
export const breaksOfRights: readonly Break[] = [
  {
    name: 'nursesPrescribe',
    what: 'a nurse may give an order',
    file: rights,
    find: "    create: ['doctor', 'emergency'],\n    edit: never,\n    why: 'Prescribing",
    put: "    create: ['doctor', 'nurse', 'emergency'],\n    edit: never,\n    why: 'Prescribing",
  },
  {
    name: 'pharmacistsStop',
    what: 'a pharmacist may do to an order whatever a doctor may',
    file: rights,
    find: "return role !== 'pharmacist' || record.event === 'hold';",
    put: 'return true;',
  },
  {
    name: 'anybodyLinks',
    what: 'whoever may say that two are different may join them',
    file: rights,
    find: "return mayLink(role) || kind === 'different' || kind === 'later';",
    put: 'return true;',
  },
  {
    name: 'namelessCode',
    what: 'what an emergency code signed counts without the name of who used it',
    file: signature,
    find: "if (role === 'emergency' && !record.credential?.emergency) return 'notAllowed';",
    put: '',
  },
  {
    name: 'anothersName',
    what: 'an act counts in the name of somebody who is not the certificate’s person',
    file: signature,
    find: "if (person !== record.recordedBy) return 'notTheAuthor';",
    put: '',
  },
  {
    name: 'beyondTheRole',
    what: 'a signed act counts whatever the role of its author',
    file: signature,
    find: "if (!mayHaveMade(role, record)) return 'notAllowed';",
    put: '',
  },
  {
    name: 'pagesAskNobody',
    what: 'the pages write what the table refuses',
    file: 'renderer/replica/records.ts',
    find: "if (role && !mayHaveMade(role, { kind, ...fields })) throw new NotSaved('notAllowed');",
    put: '',
  },
  {
    name: 'serverWithoutTheTable',
    what: 'the server takes a change of what nobody may change',
    file: 'shared/central/validation/fieldTypes.ts',
    find: 'edited: rights[kind].edit.length > 0,',
    put: 'edited: rights[kind].edit.length >= 0,',
  },
  {
    name: 'anyValue',
    what: 'the server takes values that no version has',
    file: validation,
    find: '    checkValues(doc);\n',
    put: '',
  },
  {
    name: 'anySide',
    what: 'the server takes such values in a side of a disagreement',
    file: validation,
    find: 'if (isObject(part)) checkValues(part);',
    put: '',
  },
];
