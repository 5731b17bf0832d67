import { describe, expect, it } from 'vitest';
import { asManyAsFit, nameSize } from '../../../../renderer/features/print/fitOnPaper.ts';

describe('allergies on a wristband', () => {
  it('are all there while they fit', () => {
    expect(asManyAsFit(['Penicillin', 'Aspirin'], 64)).toEqual({
      shown: ['Penicillin', 'Aspirin'],
      more: 0,
    });
    expect(asManyAsFit([], 64)).toEqual({ shown: [], more: 0 });
  });
  it('that don’t fit are counted, and the first is never left out', () => {
    const long = ['Amoxicillin và acid clavulanic', 'Ceftriaxon', 'Tôm, cua', 'Nhựa mủ cao su'];
    expect(asManyAsFit(long, 44)).toEqual({ shown: long.slice(0, 2), more: 2 });
    expect(asManyAsFit(['x'.repeat(120), 'y'], 40)).toEqual({ shown: ['x'.repeat(120)], more: 1 });
  });
});

describe('a name on paper', () => {
  it.each([
    ['Nguyễn Văn Mẫu', 'wristband', 'usual'],
    ['Công Tằng Tôn Nữ Nguyễn Phúc Thuỳ Dương', 'wristband', 'long'],
    ['Công Tằng Tôn Nữ Nguyễn Phúc Thuỳ Dương', 'labels', 'long'],
    ['N'.repeat(120), 'wristbandChild', 'longest'],
    ['Nguyễn Văn Mẫu'.normalize('NFD'), 'labelRoll', 'usual'],
  ] as const)('of the length of %s on %s is of the %s size', (name, paper, size) => {
    expect(nameSize(name, paper)).toBe(size);
  });
});
