/** One sentence or two for each way in which something fails: what happened, what is safe, what to do. */
export const failures = {
  'notSaved.title': 'Chưa lưu được',
  'notSaved.storageFull':
    'Ổ đĩa của máy này đã đầy. Những gì đã lưu trước đó vẫn còn nguyên, chữ vừa gõ vẫn ở đây. Báo kỹ thuật giải phóng ổ đĩa, rồi lưu lại.',
  'notSaved.storageFailed':
    'Máy này không ghi được vào ổ đĩa. Những gì đã lưu trước đó vẫn còn nguyên, chữ vừa gõ vẫn ở đây. Thử lưu lại; nếu vẫn không được, báo kỹ thuật.',
  'notSaved.recordRefused':
    'Có mục ghi không đúng dạng nên chưa lưu. Không có gì mất. Xem lại các ô được đánh dấu, rồi lưu lại.',
  'notSaved.workerLost':
    'Phần lưu trữ của ứng dụng không trả lời. Những gì đã lưu vẫn còn nguyên. Khoá máy rồi mở lại, sau đó lưu lại.',
  'notSaved.notSigned':
    'Không ký được bằng khoá của bạn nên chưa lưu. Chữ vừa gõ vẫn ở đây. Khoá máy rồi mở lại, sau đó ký lại.',
  'notSaved.notAllowed':
    'Vai trò của bạn không được ghi mục này nên chưa lưu. Không có gì mất. Nhờ người có quyền ghi.',
  'notSaved.enrolledTwice':
    'Máy khác đang dùng mã ghi danh của máy này nên không ghi thêm ở đây. Những gì đã lưu còn nguyên, chữ vừa gõ vẫn ở đây. Ghi ở máy khác và báo kỹ thuật.',
  'notSaved.unknown':
    'Không có gì mất, chữ vừa gõ vẫn ở đây. Thử lưu lại; nếu vẫn không được, báo kỹ thuật.',
} as const;
