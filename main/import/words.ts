import type { RowFault } from './cells.ts';
import type { Column } from './columns.ts';
import type { RowRemark } from './patientRow.ts';

/** One thing said in both languages. */
export interface Said {
  readonly vi: string;
  readonly en: string;
}

const faults: Readonly<Record<RowFault, Said>> = {
  missing: {
    vi: 'để trống. Hãy điền vào rồi nhập lại.',
    en: 'is empty. Fill it in and import again.',
  },
  unreadable: {
    vi: 'không đọc được. Hãy sửa theo mẫu của cột này.',
    en: 'can’t be read. Write it as this column wants it.',
  },
  noSuchDate: {
    vi: 'là ngày không có trong lịch. Hãy viết ngày/tháng/năm, hoặc chỉ năm.',
    en: 'is a day that no calendar has. Write day/month/year, or the year alone.',
  },
  inFuture: { vi: 'là ngày chưa tới. Hãy xem lại năm.', en: 'is yet to come. Look at the year.' },
  tooLongAgo: {
    vi: 'là trước năm 1900. Hãy xem lại năm.',
    en: 'is before 1900. Look at the year.',
  },
  endsBeforeItBegins: {
    vi: 'là trước ngày thẻ có giá trị. Hãy xem lại cả hai ngày.',
    en: 'is before the day from which the card is valid. Look at both days.',
  },
  tooLong: { vi: 'quá dài. Hãy viết ngắn lại.', en: 'is too long. Shorten it.' },
  tooFewDigits: {
    vi: 'thiếu chữ số. Bảng tính thường bỏ số 0 ở đầu: hãy định dạng cột là văn bản.',
    en: 'has too few digits. Spreadsheets drop zeros at the front: make the column a text column.',
  },
  tooManyDigits: {
    vi: 'thừa chữ số. Hãy xem lại trên thẻ.',
    en: 'has too many digits. Look at the card.',
  },
  spreadsheetNumber: {
    vi: 'đã bị bảng tính đổi thành số của nó. Hãy định dạng cột là văn bản và xuất lại.',
    en: 'was turned into a number of the spreadsheet’s own. Make the column a text column and export again.',
  },
  controlCharacter: {
    vi: 'có ký tự không nhìn thấy. Hãy gõ lại.',
    en: 'has characters that nobody sees. Type it again.',
  },
  emoji: { vi: 'có hình biểu tượng. Hãy bỏ đi.', en: 'has a pictogram. Take it out.' },
  brokenText: {
    vi: 'có chữ đã hỏng. Hãy gõ lại, rồi lưu tệp là CSV UTF-8.',
    en: 'has damaged letters. Type it again and save the file as CSV UTF-8.',
  },
  fontLetters: {
    vi: 'có chữ của phông cũ (TCVN3). Hãy chuyển sang Unicode.',
    en: 'has letters of an old font (TCVN3). Convert it to Unicode.',
  },
  cellCount: {
    vi: 'có số ô khác với dòng tiêu đề. Hãy xem dấu phân cách và dấu ngoặc kép.',
    en: 'has another number of cells than the header. Look at separators and quotes.',
  },
  quoteOpen: {
    vi: 'mở dấu ngoặc kép mà không đóng. Hãy đóng lại hoặc bỏ đi.',
    en: 'opens a quote and never closes it. Close it, or take it out.',
  },
  rowTooLong: {
    vi: 'dài quá mức. Hãy xem lại tệp.',
    en: 'is longer than any row. Look at the file.',
  },
  seenBefore: {
    vi: 'đã có ở một dòng phía trên. Chỉ giữ một dòng cho mỗi số.',
    en: 'stands in a row above already. Keep one row for each number.',
  },
  numberTaken: {
    vi: 'đã là số của một hồ sơ khác trên máy chủ. Hãy xem hồ sơ đó trước.',
    en: 'is the number of another record on the server. Look at that one first.',
  },
  workstationsBlock: {
    vi: 'thuộc dãy số mà một máy trạm đang cấp. Hãy dùng --block khác.',
    en: 'is of a block that a workstation gives numbers from. Use another --block.',
  },
  goneThere: {
    vi: 'là của một hồ sơ đã bị xóa hoặc không đọc được trên máy chủ. Hãy hỏi bộ phận CNTT.',
    en: 'is of a record that was deleted on the server, or can’t be read there. Ask IT.',
  },
  refusedThere: {
    vi: 'bị máy chủ từ chối. Hãy xem nhật ký máy chủ, và nâng cấp máy chủ bằng provision.',
    en: 'was refused by the server. Look at its log, and provision it again.',
  },
};

const remarks: Readonly<Record<RowRemark, Said>> = {
  numberNotTwelve: {
    vi: 'không đủ hoặc thừa mười hai chữ số (bảng tính hay bỏ số 0 ở đầu). Dòng vẫn được nhập, số giữ như đã viết.',
    en: 'hasn’t twelve digits (spreadsheets drop zeros at the front). The row was taken, the number is kept as it stands.',
  },
  numberOfOldCard: {
    vi: 'có chín chữ số: đã nhập là số CMND.',
    en: 'has nine digits: it was taken as the old card’s number.',
  },
  numberOfOtherSex: {
    vi: 'nói giới tính khác. Dòng vẫn được nhập.',
    en: 'says another sex. The row was taken.',
  },
  numberOfOtherYear: {
    vi: 'nói năm sinh khác. Dòng vẫn được nhập.',
    en: 'says another year of birth. The row was taken.',
  },
  provinceUnknown: {
    vi: 'không có trong danh sách tỉnh, cũ hay mới. Địa chỉ được giữ như đã viết.',
    en: 'is in no list of provinces, new or old. The address is kept as it stands.',
  },
  ethnicityUnknown: {
    vi: 'không có trong danh sách dân tộc, nên không nhập.',
    en: 'is in no list of ethnic groups, and was left out.',
  },
  nationalityUnknown: {
    vi: 'không phải tên nước hay mã ba chữ số, nên không nhập.',
    en: 'is no country and no code of three digits, and was left out.',
  },
  sameNumberAbove: {
    vi: 'cũng có ở dòng {other}. Cả hai được nhập; hãy xem có phải một người.',
    en: 'stands in row {other} too. Both were taken; see whether they are one person.',
  },
  likelyThere: {
    vi: 'có thể là người đã có hồ sơ {other}. Không gộp gì; hãy xem trong mục Nghi trùng.',
    en: 'may be the person of record {other}. Nothing was merged; look at the list of suspected pairs.',
  },
};

export function faultWords(fault: RowFault): Said {
  return faults[fault];
}

/** @param other what the remark points at: a line or record numbers */
export function remarkWords(remark: RowRemark, other = ''): Said {
  const { vi, en } = remarks[remark];
  return { vi: vi.replace('{other}', other), en: en.replace('{other}', other) };
}

const columnsSaid: Readonly<Record<Column, Said>> = {
  recordNumber: { vi: 'Mã bệnh nhân', en: 'record number' },
  name: { vi: 'Họ và tên', en: 'name' },
  birthDate: { vi: 'Ngày sinh', en: 'date of birth' },
  sex: { vi: 'Giới tính', en: 'sex' },
  citizenNumber: { vi: 'Số CCCD', en: 'citizen’s number' },
  oldNumber: { vi: 'Số CMND', en: 'old card’s number' },
  insuranceNumber: { vi: 'Số thẻ BHYT', en: 'insurance number' },
  insuranceFrom: { vi: 'Thẻ từ ngày', en: 'insurance valid from' },
  insuranceUntil: { vi: 'Thẻ đến ngày', en: 'insurance valid until' },
  insuranceFacility: { vi: 'Nơi đăng ký KCB', en: 'facility of first registration' },
  phone: { vi: 'Số điện thoại', en: 'telephone' },
  address: { vi: 'Địa chỉ', en: 'address' },
  province: { vi: 'Tỉnh, thành', en: 'province' },
  commune: { vi: 'Xã, phường', en: 'commune' },
  occupation: { vi: 'Nghề nghiệp', en: 'occupation' },
  ethnicity: { vi: 'Dân tộc', en: 'ethnic group' },
  nationality: { vi: 'Quốc tịch', en: 'nationality' },
  guardian: { vi: 'Người giám hộ', en: 'guardian' },
  guardianRelationship: { vi: 'Quan hệ với người giám hộ', en: 'guardian’s relationship' },
};

const theRow: Said = { vi: 'Dòng', en: 'the row' };

export function columnWords(column: Column | undefined): Said {
  return column === undefined ? theRow : columnsSaid[column];
}
