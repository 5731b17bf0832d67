import { foldText } from '../clinical/foldText.ts';
import type { Occupation } from './referenceTables.ts';

/**
 * What people at a desk answer most, for where no list of decision 34/2020 is loaded. Only "none"
 * has its code (00000, as the insurance tables want it); the others are kept as words.
 */
export const commonOccupations: readonly Occupation[] = [
  { name: 'Không có nghề nghiệp', code: '00000' },
  { name: 'Trẻ em chưa đi học', code: '00000' },
  ...[
    'Học sinh',
    'Sinh viên',
    'Nông dân',
    'Làm ruộng, làm rẫy',
    'Lâm nghiệp',
    'Công nhân',
    'Thợ xây',
    'Thợ may',
    'Thợ mỏ',
    'Buôn bán',
    'Lái xe',
    'Cán bộ, công chức',
    'Viên chức',
    'Giáo viên',
    'Nhân viên y tế',
    'Nhân viên văn phòng',
    'Bộ đội',
    'Công an',
    'Lao động tự do',
    'Nội trợ',
    'Hưu trí',
    'Người cao tuổi, hết tuổi lao động',
  ].map((name) => ({ name })),
];

/** The occupation of this name, tones aside, or of this code. */
export function occupationNamed(
  occupations: readonly Occupation[],
  said: string,
): Occupation | undefined {
  const folded = foldText(said);
  if (folded === '') return undefined;
  return occupations.find(({ name, code }) => foldText(name) === folded || code === folded);
}
