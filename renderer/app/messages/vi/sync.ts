export const sync = {
  title: 'Trung tâm đồng bộ',
  connecting: 'Đang nối máy chủ',
  online: 'Đang nối máy chủ, tự gửi và nhận',
  onlineShort: 'Có mạng',
  offlineSince: 'Ngoại tuyến từ {{time}}',
  faultSince: 'Không gửi được từ {{time}}',
  savedHere: 'Đã lưu tại máy',
  allSent: 'Mọi thứ đã ở máy chủ',
  waiting_other: '{{count}} mục chờ gửi',
  firstFill: 'Nhận hồ sơ lần đầu: {{done}} / {{total}}',
  openCentre: 'Trung tâm đồng bộ: {{state}}',
  'sentence.online':
    'Đang nối máy chủ. Mục mới tự gửi, và chỉ tính là đã gửi khi đọc lại được từ máy chủ.',
  'sentence.connecting': 'Đang nối máy chủ. Mọi thứ đã ghi đều lưu tại máy này.',
  'sentence.offline':
    'Ngoại tuyến từ {{time}}. Mọi thứ đã ghi đều lưu tại máy này, tự gửi khi có mạng.',
  'fault.accountRefused':
    'Máy chủ không nhận tài khoản của máy này từ {{time}}. Mọi thứ đã ghi đều lưu tại đây. Báo quản trị cấp lại tài khoản cho máy.',
  'fault.databaseMissing':
    'Máy chủ không có kho của cơ sở từ {{time}}. Mọi thứ đã ghi đều lưu tại đây. Báo quản trị kiểm tra máy chủ, chưa xoá gì ở máy này.',
  'fault.notACentralServer':
    'Nơi trả lời không phải máy chủ Bedside từ {{time}}, có thể là trang đăng nhập mạng. Mọi thứ đã ghi đều lưu tại đây. Đăng nhập mạng hoặc báo kỹ thuật.',
  'fault.serverError':
    'Máy chủ báo lỗi từ {{time}}. Mọi thứ đã ghi đều lưu tại đây, máy tự thử lại. Báo quản trị nếu kéo dài.',
  'fault.storageFull':
    'Ổ đĩa máy này đầy từ {{time}}, không nhận thêm được. Mọi thứ đã ghi vẫn còn. Báo kỹ thuật giải phóng ổ đĩa.',
  'count.hereOnly': 'Chỉ ở máy này',
  'count.onServer': 'Đã ở máy chủ',
  'count.refused': 'Bị từ chối',
  refusedAt: 'Máy chủ từ chối lúc {{time}}:',
  refusedSafe:
    'Mục này còn nguyên tại máy, người khác chưa thấy. Mở hồ sơ xem lại, hoặc báo quản trị.',
  openChart: 'Mở hồ sơ',
  hereOnly: 'Chỉ ở máy này',
  sentByItself: 'tự gửi khi có mạng',
  andMore_other: 'và {{count}} mục nữa',
  nothingWaits: 'Không có mục nào chờ gửi.',
  others: 'Ghi của người khác: biết đến {{time}}',
  othersNever: 'Ghi của người khác: chưa nhận lần nào',
  othersMay: 'Sau giờ đó người khác có thể đã ghi thêm mà ở đây chưa thấy.',
  quarantined: 'Để riêng, không dùng',
  quarantinedWhy:
    'Bản ghi từ máy chủ không đọc được đúng dạng. Được giữ nguyên, không hiện trong hồ sơ. Báo kỹ thuật.',
  'kind.patient': 'Hành chính',
  'kind.encounter': 'Lượt khám, giường',
  'kind.condition': 'Chẩn đoán',
  'kind.allergy': 'Dị ứng',
  'kind.noteDraft': 'Tờ điều trị, bản nháp',
  'kind.note': 'Tờ điều trị',
  'kind.order': 'Y lệnh',
  'kind.orderEvent': 'Thay đổi y lệnh',
  'kind.unknown': 'Bản ghi loại khác',
} as const;
