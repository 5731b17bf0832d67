/** First words of every refusal: the screens have a sentence for each. */
export const refusalCodes = [
  'notAllowed',
  'badId',
  'unknownKind',
  'badRevision',
  'badTombstone',
  'immutable',
  'badHeader',
  'newerVersion',
  'missingField',
  'wrongType',
  'wrongValue',
  'unknownField',
  'notSigned',
  'badCausality',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];
