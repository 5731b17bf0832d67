/**
 * The id of a finding: its rule and a 64-bit FNV-1a of its sorted record ids (two halves with two
 * offsets; Fowler, Noll, Vo). It needs no secrecy: an acknowledgement names the records themselves.
 */
export function findingId(rule: string, sortedRecordIds: readonly string[]): string {
  const text = sortedRecordIds.join(' ');
  return `${rule}:${fnv1a(text, 0x811c9dc5)}${fnv1a(text, 0x6b43a9b5)}`;
}

function fnv1a(text: string, offset: number): string {
  let hash = offset;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
