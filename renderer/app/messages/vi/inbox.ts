/** What waits for somebody: for me, for my ward, for everyone. */
export const inbox = {
  title: 'Chờ tôi',
  filter: 'Xem của ai',
  'filter.mine': 'Chờ tôi',
  'filter.ward': '{{ward}}',
  'filter.all': 'Mọi người',
  mine: 'chờ bạn',
  complete: 'Đã soát mọi hồ sơ ở máy này: {{total}}',
  looking: 'Đang soát hồ sơ: {{done}} / {{total}}. Có thể còn nữa',
  reading: 'Đang đọc danh sách người bệnh',
  'empty.mine': 'Không có gì chờ bạn',
  'empty.ward': 'Không có gì chờ ở khoa này',
  'empty.all': 'Không có chỗ ghi khác nhau hay cảnh báo nào',
  emptyWhy: 'Chỗ ghi khác nhau và cảnh báo hiện ở đây ngay khi tới máy này.',
  more_other: 'Hiện thêm, còn {{count}} mục',
} as const;
