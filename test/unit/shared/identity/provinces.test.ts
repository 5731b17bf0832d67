import { describe, expect, it } from 'vitest';
import { ethnicGroups } from '../../../../shared/identity/ethnicGroups.ts';
import { communeNamed, communesOfAddress } from '../../../../shared/identity/communes.ts';
import { commonOccupations, occupationNamed } from '../../../../shared/identity/occupations.ts';
import { demonstrationCommunes } from '../../../../shared/synthetic/communes.ts';
import type { Commune } from '../../../../shared/identity/referenceTables.ts';
import { placeAddress, provinces } from '../../../../shared/identity/provinces.ts';

describe('provinces since 2025', () => {
  it('are 34, and take in all 63 of before, each once', () => {
    expect(provinces).toHaveLength(34);
    expect(new Set(provinces.map(({ code }) => code)).size).toBe(34);
    const spelledTwice = 2;
    const former = provinces.flatMap(({ formerNames }) => formerNames);
    expect(new Set(former).size).toBe(former.length);
    expect(provinces.length + former.length - spelledTwice).toBe(63);
  });
  it('are found by the end of an address, by today’s name or a former one', () => {
    expect(placeAddress('Thôn 1, xã Mẫu, tỉnh Thái Nguyên')).toEqual({
      provinceCode: '19',
      former: false,
      commune: 'xã Mẫu',
    });
    expect(placeAddress('Tổ 3, Phường Mẫu, TP Hồ Chí Minh')).toMatchObject({ provinceCode: '79' });
    expect(placeAddress('Xã Mẫu, Huyện Mẫu, Hoà Bình')).toMatchObject({
      provinceCode: '25',
      former: true,
    });
    expect(placeAddress('Xã Mẫu, Huyện Mẫu, Hà Nội')).toMatchObject({
      provinceCode: '01',
      former: true,
    });
    expect(placeAddress('Thôn 1, Xã Mẫu')).toBeUndefined();
    expect(placeAddress('')).toBeUndefined();
  });
});

describe('communes since 2025', () => {
  const communes: readonly Commune[] = [
    {
      code: '99001',
      name: 'Xã Mẫu',
      provinceCode: '19',
      former: ['Xã Mẫu Thượng, Huyện Mẫu', 'Xã Hòa, Huyện Mẫu'],
    },
    {
      code: '99002',
      name: 'Xã Khác',
      provinceCode: '19',
      former: ['Xã Hòa, Huyện Mẫu', 'Xã Hòa, Huyện Khác'],
    },
    { code: '99003', name: 'Phường 1', provinceCode: '19', former: [] },
    { code: '99004', name: 'Xã Mẫu', provinceCode: '01', former: [] },
    { code: '99005', name: 'Xã Khe', provinceCode: '19', former: ['Xã Mẫu, Huyện Khe'] },
  ];
  const codes = (address: string) => communesOfAddress(communes, address).map(({ code }) => code);

  it.each([
    ['Thôn 1, xã Mẫu, tỉnh Thái Nguyên', ['99001']],
    ['xã Mẫu, Hà Nội', ['99004']],
    ['Xã Mẫu Thượng, Huyện Mẫu, Thái Nguyên', ['99001']],
    ['Xã Mẫu Thượng, Bắc Kạn', ['99001']],
    // Parted between two: somebody has to ask.
    ['Xã Hòa, Huyện Mẫu, Bắc Kạn', ['99001', '99002']],
    ['xã Hoà, huyện Khác, tỉnh Bắc Kạn', ['99002']],
    // The name lives on, but the card is older than the commune that has it now.
    ['Xã Mẫu, Huyện Khe, Thái Nguyên', ['99005']],
    ['Xã Mẫu, Huyện Nào, Thái Nguyên', []],
    ['phường 1, Thái Nguyên', ['99003']],
    ['Thôn 1, Thái Nguyên', []],
    ['Xã Mẫu', []],
  ])('%s lies in %j', (address, found) => {
    expect(codes(address)).toEqual(found);
  });

  it('are found by name or code, with or without the word before it, and never guessed', () => {
    expect(communeNamed(communes, '19', 'mau')?.code).toBe('99001');
    expect(communeNamed(communes, '19', '99002')?.code).toBe('99002');
    expect(communeNamed(communes, '19', '1')).toBeUndefined();
    expect(communeNamed(communes, '01', 'Khác')).toBeUndefined();
  });

  it('of the demonstration are invented: their codes are no commune’s', () => {
    for (const { code, provinceCode } of demonstrationCommunes) {
      expect(Number(code)).toBeGreaterThan(99_000);
      expect(provinces.some((province) => province.code === provinceCode)).toBe(true);
    }
  });
});

describe('occupations', () => {
  it('have the code that stands for none, and no code that was made up', () => {
    expect(occupationNamed(commonOccupations, 'khong co nghe nghiep')?.code).toBe('00000');
    expect(commonOccupations.every(({ code }) => code === undefined || code === '00000')).toBe(
      true,
    );
    expect(occupationNamed(commonOccupations, 'Nuôi ong')).toBeUndefined();
  });
});

describe('ethnic groups', () => {
  it('are 54 and foreigners, by the code of 1979', () => {
    expect(ethnicGroups).toHaveLength(55);
    expect(ethnicGroups[0]).toEqual({ code: '01', name: 'Kinh' });
    expect(ethnicGroups.find(({ name }) => name === 'Rơ-măm')?.code).toBe('54');
    expect(ethnicGroups.at(-1)?.code).toBe('55');
  });
});
