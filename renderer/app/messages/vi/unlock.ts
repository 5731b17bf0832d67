export const unlock = {
  title: 'Mở máy',
  workstation: 'Máy: {{name}}',
  starting: 'Đang khởi động',
  who: 'Bạn là ai',
  whoPlaceholder: 'Gõ tên, dấu có thể bỏ',
  passphrase: 'Mật khẩu',
  open: 'Mở máy',
  needsPerson: 'Chọn tên trước',
  needsPassphrase: 'Gõ mật khẩu',
  opening: 'Đang mở kho dữ liệu của máy',
  openingRecords_other: 'Đã đọc {{count}} bản ghi',
  capsLock: 'Caps Lock đang bật',
  wrongTitle: 'Mật khẩu chưa đúng',
  wrongNow: 'Kiểm tra bộ gõ tiếng Việt và Caps Lock rồi gõ lại. Không có gì mất.',
  wrongWait_other:
    'Gõ lại được sau {{count}} giây. Kiểm tra bộ gõ tiếng Việt và Caps Lock. Không có gì mất.',
  waitLocked_other: 'Chờ {{count}} giây',
  offlineWorks: 'Mở được khi không có mạng. Việc đã ghi vẫn ở máy này và tự gửi khi có mạng.',
  'role.doctor': 'Bác sĩ',
  'role.nurse': 'Điều dưỡng',
  'role.registrar': 'Tiếp nhận',
  whatHappened: 'Chuyện gì',
  whatIsSafe: 'Cái gì còn nguyên',
  whatToDo: 'Làm gì',
  tryAgain: 'Thử lại',
  'failed.keystoreMissing.title': 'Không thấy tệp khoá của máy này',
  'failed.keystoreMissing.happened':
    'Tệp giữ khoá mã hoá không còn trong hồ sơ máy, nên chưa mở được dữ liệu.',
  'failed.keystoreMissing.safe':
    'Dữ liệu trong máy vẫn nguyên và vẫn mã hoá. Ứng dụng không tự tạo khoá mới, vì khoá mới không đọc được dữ liệu cũ.',
  'failed.keystoreMissing.todo':
    'Đừng cài lại, đừng xoá hồ sơ. Báo kỹ thuật khôi phục tệp khoá từ bản sao lưu của máy này.',
  'failed.keystoreDamaged.title': 'Tệp khoá của máy này bị hỏng',
  'failed.keystoreDamaged.happened': 'Tệp giữ khoá mã hoá ghi dở hoặc bị đổi, nên không đọc được.',
  'failed.keystoreDamaged.safe':
    'Dữ liệu trong máy vẫn nguyên và vẫn mã hoá. Tệp hỏng được giữ lại.',
  'failed.keystoreDamaged.todo':
    'Đừng cài lại, đừng xoá hồ sơ. Báo kỹ thuật khôi phục tệp khoá từ bản sao lưu của máy này.',
  'failed.alreadyOpen.title': 'Bedside đang mở ở cửa sổ khác',
  'failed.alreadyOpen.happened':
    'Kho dữ liệu của máy chỉ mở được ở một cửa sổ, để không ghi đè nhau.',
  'failed.alreadyOpen.safe': 'Mọi thứ đã lưu còn nguyên, cửa sổ kia vẫn làm việc bình thường.',
  'failed.alreadyOpen.todo': 'Dùng cửa sổ kia, hoặc đóng nó rồi bấm Thử lại.',
  'failed.noIndexedDb.title': 'Trình duyệt không cho lưu dữ liệu',
  'failed.noIndexedDb.happened':
    'Không có kho IndexedDB: cửa sổ riêng tư, hoặc chính sách của máy đã tắt lưu trữ.',
  'failed.noIndexedDb.safe': 'Chưa ghi gì, nên không có gì mất.',
  'failed.noIndexedDb.todo':
    'Mở bằng cửa sổ thường. Nếu vẫn vậy, báo kỹ thuật bật lưu trữ cho ứng dụng.',
  'failed.wrongKey.title': 'Khoá không mở được dữ liệu của máy này',
  'failed.wrongKey.happened':
    'Mật khẩu đúng, nhưng khoá trong tệp không phải khoá đã mã hoá dữ liệu này.',
  'failed.wrongKey.safe': 'Dữ liệu vẫn nguyên và vẫn mã hoá. Không ghi gì đè lên.',
  'failed.wrongKey.todo':
    'Có thể hồ sơ máy bị trộn từ hai máy. Báo kỹ thuật đưa lại đúng tệp khoá của hồ sơ này.',
  'failed.storageFull.title': 'Ổ đĩa của máy đã đầy',
  'failed.storageFull.happened': 'Không đủ chỗ để mở kho dữ liệu.',
  'failed.storageFull.safe': 'Mọi thứ đã lưu còn nguyên.',
  'failed.storageFull.todo':
    'Báo kỹ thuật giải phóng ổ đĩa rồi bấm Thử lại. Đừng xoá dữ liệu của ứng dụng.',
  'failed.storageFailed.title': 'Không đọc được ổ đĩa của máy',
  'failed.storageFailed.happened': 'Ổ đĩa báo lỗi khi mở kho dữ liệu.',
  'failed.storageFailed.safe': 'Không ghi gì đè lên. Những gì đã gửi vẫn ở máy chủ.',
  'failed.storageFailed.todo':
    'Khởi động lại máy và thử lại. Nếu vẫn vậy, báo kỹ thuật sao lưu hồ sơ máy trước khi sửa.',
  'failed.fromNewerVersion.title': 'Dữ liệu thuộc bản Bedside mới hơn',
  'failed.fromNewerVersion.happened': 'Máy này từng chạy bản mới hơn bản đang mở.',
  'failed.fromNewerVersion.safe': 'Dữ liệu còn nguyên, bản cũ không sửa gì.',
  'failed.fromNewerVersion.todo': 'Báo kỹ thuật cài lại bản mới. Đừng xoá dữ liệu.',
  'failed.unknown.title': 'Chưa mở được máy',
  'failed.unknown.happened': 'Ứng dụng gặp lỗi khi mở kho dữ liệu.',
  'failed.unknown.safe': 'Mọi thứ đã lưu còn nguyên.',
  'failed.unknown.todo': 'Bấm Thử lại. Nếu vẫn vậy, khởi động lại ứng dụng, rồi báo kỹ thuật.',
  'failed.noShell.title': 'Ứng dụng khởi động chưa xong',
  'failed.noShell.happened': 'Trang không nói chuyện được với phần chính của ứng dụng.',
  'failed.noShell.safe': 'Mọi thứ đã lưu còn nguyên.',
  'failed.noShell.todo': 'Đóng ứng dụng rồi mở lại. Nếu vẫn vậy, báo kỹ thuật.',
} as const;
