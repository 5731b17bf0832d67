import { foldText } from '../../shared/clinical/foldText.ts';

/**
 * Columns of a patient list, each with the headings that it is known by: English, Vietnamese, and
 * the names of the insurance tables. Spaces, tones, capitals and underscores don't matter.
 */
export const columnHeadings = {
  recordNumber: ['recordNumber', 'Mã bệnh nhân', 'Số hồ sơ', 'MA_BN'],
  name: ['name', 'Họ và tên', 'Họ tên', 'HO_TEN'],
  birthDate: ['birthDate', 'Ngày sinh', 'Năm sinh', 'NGAY_SINH'],
  sex: ['sex', 'Giới tính', 'GIOI_TINH'],
  citizenNumber: ['citizenNumber', 'Số CCCD', 'Số định danh', 'CCCD', 'SO_CCCD'],
  oldNumber: ['oldNumber', 'Số CMND', 'CMND', 'SO_CMND'],
  insuranceNumber: ['insuranceNumber', 'Số thẻ BHYT', 'Mã thẻ BHYT', 'BHYT', 'MA_THE_BHYT'],
  insuranceFrom: ['insuranceFrom', 'Thẻ từ ngày', 'GT_THE_TU'],
  insuranceUntil: ['insuranceUntil', 'Thẻ đến ngày', 'GT_THE_DEN'],
  insuranceFacility: ['insuranceFacility', 'Nơi đăng ký KCB', 'MA_DKBD'],
  phone: ['phone', 'Số điện thoại', 'Điện thoại', 'DIEN_THOAI'],
  address: ['address', 'Địa chỉ', 'DIA_CHI'],
  province: ['province', 'Tỉnh', 'Tỉnh thành', 'MATINH_CU_TRU'],
  commune: ['commune', 'Xã', 'Phường xã', 'Xã phường', 'MAXA_CU_TRU'],
  occupation: ['occupation', 'Nghề nghiệp', 'MA_NGHE_NGHIEP'],
  ethnicity: ['ethnicity', 'Dân tộc', 'MA_DANTOC'],
  nationality: ['nationality', 'Quốc tịch', 'MA_QUOCTICH'],
  guardian: ['guardian', 'Người giám hộ', 'NGUOI_GIAM_HO'],
  guardianRelationship: ['guardianRelationship', 'Quan hệ với người giám hộ'],
} as const;

export type Column = keyof typeof columnHeadings;

export const requiredColumns = ['recordNumber', 'name', 'birthDate', 'sex'] as const;

/** Place of each column that a file has. */
export type Columns = Readonly<Partial<Record<Column, number>>>;

export interface Header {
  readonly columns: Columns;
  /** How many cells a row has. */
  readonly width: number;
  /** Headings that nothing is taken of, as they stand. */
  readonly left: readonly string[];
  /** Columns that a list must have and this one hasn't. */
  readonly missing: readonly Column[];
  /** Columns that stand there twice. */
  readonly twice: readonly Column[];
}

const known = new Map<string, Column>(
  Object.entries(columnHeadings).flatMap(([column, headings]) =>
    headings.map((heading) => [foldHeading(heading), column as Column] as const),
  ),
);

export function readHeader(cells: readonly string[]): Header {
  const columns: Partial<Record<Column, number>> = {};
  const left: string[] = [];
  const twice: Column[] = [];
  for (const [place, cell] of cells.entries()) {
    const column = known.get(foldHeading(cell));
    if (column === undefined) {
      if (cell.trim() !== '') left.push(cell.trim().slice(0, 60));
    } else if (columns[column] !== undefined) twice.push(column);
    else columns[column] = place;
  }
  const missing = requiredColumns.filter((column) => columns[column] === undefined);
  return { columns, width: cells.length, left, missing, twice };
}

function foldHeading(text: string): string {
  return foldText(text.replace(/[_/.-]/g, ' ')).replace(/\s/g, '');
}
