import { describe, expect, it } from 'vitest';
import { ethnicGroups } from '../../../../shared/identity/ethnicGroups.ts';
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
    expect(placeAddress('Thôn 1, Xã Mẫu')).toBeUndefined();
    expect(placeAddress('')).toBeUndefined();
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
