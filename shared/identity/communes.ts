import { foldText } from '../clinical/foldText.ts';
import { districtOf, provinceNamed } from './provinces.ts';
import type { Commune } from './referenceTables.ts';

/** Words before a unit's name; people leave them out. */
const unitWords = /^(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tp) /;

function foldUnit(name: string): string {
  const folded = foldText(name);
  const bare = folded.replace(unitWords, '');
  // "Phường 1" is a name that nothing is left of.
  return /^\d*$/.test(bare) ? folded : bare;
}

/** The commune of a province with this name or code; undefined where none or several have it. */
export function communeNamed(
  communes: readonly Commune[],
  provinceCode: string,
  said: string,
): Commune | undefined {
  const within = communes.filter((commune) => commune.provinceCode === provinceCode);
  const exact = within.filter(
    ({ code, name }) => code === said.trim() || foldText(name) === foldText(said),
  );
  if (exact.length === 1) return exact[0];
  const like = within.filter(({ name }) => foldUnit(name) === foldUnit(said));
  return like.length === 1 ? like[0] : undefined;
}

/**
 * The communes that an address may lie in today: whose own name it has, or into which the commune
 * that it names was joined. One is sure, of several somebody has to ask. An address that names a
 * district is of before July 2025, whatever its province is called.
 */
export function communesOfAddress(
  communes: readonly Commune[],
  address: string,
): readonly Commune[] {
  const parts = address.split(',').map((part) => part.trim());
  const province = provinceNamed(parts.at(-1) ?? '');
  if (!province) return [];
  const within = communes.filter(({ provinceCode }) => provinceCode === province.code);
  const said = parts.slice(0, -1);
  const communeSaid = said.findLast((part) => /^(?:xã|phường|thị trấn|đặc khu)\s/iu.test(part));
  if (communeSaid === undefined) return [];
  const districtSaid = districtOf(parts);
  const joined = within.filter(({ former }) =>
    former.some((one) => {
      const [commune = '', district] = one.split(',').map((part) => part.trim());
      if (foldText(commune) !== foldText(communeSaid)) return false;
      return !district || !districtSaid || foldUnit(district) === foldUnit(districtSaid);
    }),
  );
  if (districtSaid !== undefined || province.former) return joined;
  const named = communeNamed(within, province.code, communeSaid);
  return named ? [named] : joined;
}
