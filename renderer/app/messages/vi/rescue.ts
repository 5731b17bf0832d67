export const rescue = {
  back: 'Thôi',
  'choice.refill': 'Nạp lại máy chủ từ máy này…',
  'choice.refillWhat':
    'Máy này gửi cho máy chủ mọi thứ mà máy chủ còn thiếu, và nhận những gì máy chủ đang có. Chọn khi máy chủ vừa được thay hoặc bị xoá và cần có lại tất cả.',
  'choice.refillSure': 'Đã hỏi kỹ thuật, nạp lại',
  'choice.join': 'Đây vẫn là máy chủ của bệnh viện mình…',
  'choice.joinWhat':
    'Máy này gửi cho máy chủ mọi thứ mà máy chủ còn thiếu, và nhận những gì máy chủ đang có. Chỉ chọn khi chắc chắn đây là máy chủ của bệnh viện mình.',
  'choice.joinSure': 'Kỹ thuật đã xác nhận, nối lại',
  'choice.startAnew': 'Bắt đầu lại từ máy chủ này…',
  'choice.startAnewWhat':
    'Máy này nhận những gì máy chủ đang có, và gửi các mục chưa từng tới máy chủ nào. Những gì chỉ máy chủ cũ có vẫn ở lại máy này, vẫn đọc được, được tính là chỉ có ở đây, và không gửi đi cho tới khi có người chọn. Không mất gì.',
  'choice.startAnewSure': 'Kỹ thuật đã xác nhận, bắt đầu lại',
  held_other: 'Giữ lại ở máy này: {{count}} mục máy chủ mới không có',
  heldWhat:
    'Máy chủ cũ từng có các mục này, máy chủ mới thì không. Chúng còn nguyên tại máy này và chưa gửi đi. Kỹ thuật chọn: gửi cho máy chủ mới, hoặc cất vào tệp cứu hộ ở cuối trang này.',
  heldSend: 'Gửi cho máy chủ mới…',
  heldSendSure: 'Kỹ thuật đã xác nhận, gửi',
} as const;
