/**
 * Ethnic groups by the statistics office's codes of 1979, as the insurance tables want them
 * (MA_DANTOC): the place in the list, from 1, is the code.
 */
const names =
  'Kinh|Tày|Thái|Hoa|Khmer|Mường|Nùng|HMông|Dao|Gia-rai|Ngái|Ê-đê|Ba-na|Xơ-đăng|Sán Chay|Cơ-ho|Chăm|Sán Dìu|Hrê|Mnông|Raglai|Xtiêng|Bru-Vân Kiều|Thổ|Giáy|Cơ-tu|Gié-Triêng|Mạ|Khơ-mú|Co|Tà-ôi|Chơ-ro|Kháng|Xinh-mun|Hà Nhì|Chu-ru|Lào|La Chí|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng|Pà Thẻn|Cờ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ Đu|Rơ-măm|Người nước ngoài'.split(
    '|',
  );

export const ethnicGroups: readonly { readonly code: string; readonly name: string }[] = names.map(
  (name, place) => ({ code: String(place + 1).padStart(2, '0'), name }),
);
