import type { Commune } from '../identity/referenceTables.ts';
import { inventedCommunes } from './places.ts';

/** Invented: numbers from 99001 are no commune's. */
const firstCode = 99_001;

/** Names that the invented communes had before they were joined, so that an old card can be tried. */
const formerNames: Readonly<Record<string, readonly string[]>> = {
  'Xã Phiêng Ngàn': [
    'Xã Phiêng Thượng, Huyện Ngàn Khê',
    'Xã Nà Ngàn, Huyện Ngàn Khê',
    'Thị trấn Ngàn Khê, Huyện Ngàn Khê',
  ],
  'Xã Nà Khuông': ['Xã Khuông Trung, Huyện Ngàn Khê', 'Xã Nà Ngàn, Huyện Bản Lằng'],
  'Xã Khuổi Sao': ['Xã Khuổi Sao Thượng, Huyện Sao Vai', 'Xã Khuổi Sao Hạ, Huyện Sao Vai'],
};

/** The invented communes of the demonstration, as the state's list has the real ones. */
export const demonstrationCommunes: readonly Commune[] = inventedCommunes.map(
  ({ name, provinceCode }, place) => {
    const capital = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return {
      code: String(firstCode + place),
      name: capital,
      provinceCode,
      former: [...(formerNames[capital] ?? [])],
    };
  },
);
