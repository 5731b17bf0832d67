export const find = {
  title: 'Tìm người bệnh',
  placeholder: 'Tên (dấu có thể bỏ), năm sinh, số cuối của thẻ, điện thoại, số hồ sơ',
  results: 'Người tìm thấy',
  nothing: 'Không có ai như vậy tại máy này. Gõ ít chữ hơn, thử năm sinh hoặc số cuối của thẻ.',
  checkMisfits: 'Ký tự kiểm tra cuối số hồ sơ không khớp',
  checkMisfitsDo: 'Có thể gõ sai một số. Xem kỹ tên và ngày sinh trước khi mở.',
  stillReading: 'Đang đọc danh sách người bệnh tại máy, người này có thể chưa hiện.',
  found_other: '{{count}} người',
  more: '{{shown}} người đầu trong {{total}}. Gõ thêm để thu hẹp.',
  searched_other: 'Tìm trong {{count}} người bệnh tại máy',
} as const;
