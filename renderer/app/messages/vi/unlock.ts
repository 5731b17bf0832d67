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
  wrongWaitMinutes_other:
    'Sai nhiều lần: gõ lại được sau {{count}} phút. Người khác vẫn mở được máy. Không có gì mất.',
  waitLockedMinutes_other: 'Chờ {{count}} phút',
  noEntryTitle: 'Máy này chưa có khoá cho bạn',
  noEntry:
    '{{name}} chưa dùng máy này lần nào. Đã có mật khẩu thì nhờ một người vẫn mở được máy này đăng nhập khi có mạng, chừng một phút, rồi thử lại. Chưa có thì nhờ quản trị cấp. Không có gì mất.',
  notLetInTitle: 'Chưa mở được cho người này',
  'notLetIn.revoked':
    'Quản trị đã thu hồi tài khoản của {{name}}. Việc đã ghi vẫn ở máy này và vẫn tự gửi đi. Nếu nhầm, báo quản trị.',
  'notLetIn.ended':
    'Tài khoản của {{name}} đã hết thời hạn. Việc đã ghi vẫn nguyên. Nhờ quản trị gia hạn.',
  chooseTitle: 'Đặt mật khẩu của riêng bạn',
  chooseWhy:
    'Mật khẩu vừa gõ do người khác cấp cho {{name}} và chỉ dùng một lần. Mật khẩu mới chỉ mình bạn biết.',
  somebodyElse: 'Để sau, về trang mở máy',
  currentPassword: 'Mật khẩu đang dùng',
  newPassword: 'Mật khẩu mới',
  newPasswordAgain: 'Gõ lại mật khẩu mới',
  lengthHint_other:
    'Ít nhất {{count}} ký tự. Một câu ngắn dễ nhớ là tốt; không cần số hay ký hiệu.',
  changePassword: 'Đổi mật khẩu',
  needsCurrent: 'Gõ mật khẩu đang dùng',
  needsLength_other: 'Mật khẩu mới cần {{count}} ký tự',
  needsAgain: 'Gõ lại mật khẩu mới',
  notTheSame: 'Hai lần gõ chưa giống nhau',
  notChanged: 'Chưa đổi mật khẩu',
  'weak.tooShort_other': 'Mật khẩu mới cần ít nhất {{count}} ký tự.',
  'weak.tooSimple_other': 'Mật khẩu mới là tên của bạn, hoặc chỉ lặp lại vài ký tự. Chọn câu khác.',
  'weak.common_other':
    'Mật khẩu này nằm trong số hay bị thử đầu tiên: từ quen thuộc, tên hay dãy số. Chọn một câu ngắn của riêng mình.',
  'weak.unchanged_other': 'Mật khẩu mới giống mật khẩu đang dùng. Chọn câu khác.',
  currentWrong: 'Mật khẩu đang dùng chưa đúng. Kiểm tra bộ gõ và Caps Lock rồi gõ lại.',
  currentWrongWait_other: 'Mật khẩu đang dùng chưa đúng. Gõ lại được sau {{count}} giây.',
  oldStillOpens: 'Mật khẩu cũ vẫn dùng được. Thử lại; nếu vẫn không được, báo kỹ thuật.',
  waitLocked_other: 'Chờ {{count}} giây',
  offlineWorks: 'Mở được khi không có mạng. Việc đã ghi vẫn ở máy này và tự gửi khi có mạng.',
  'role.doctor': 'Bác sĩ',
  'role.nurse': 'Điều dưỡng',
  'role.registrar': 'Tiếp nhận',
  'role.pharmacist': 'Dược sĩ',
  'role.laboratory': 'Xét nghiệm',
  'role.recordsOfficer': 'Lưu trữ hồ sơ',
  'role.administrator': 'Quản trị',
  'role.auditor': 'Kiểm tra',
  'role.emergency': 'Mã khẩn cấp',
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
  'failed.keystoreDamaged.title': 'Tệp khoá của bạn ở máy này bị hỏng',
  'failed.keystoreDamaged.happened': 'Tệp giữ khoá mã hoá ghi dở hoặc bị đổi, nên không đọc được.',
  'failed.keystoreDamaged.safe':
    'Dữ liệu trong máy vẫn nguyên và vẫn mã hoá. Tệp hỏng được giữ lại.',
  'failed.keystoreDamaged.todo':
    'Người khác vẫn mở được máy. Đừng cài lại, đừng xoá hồ sơ. Báo kỹ thuật khôi phục tệp khoá của bạn từ bản sao lưu của máy này.',
  'failed.keystoreEarlierVersion.title': 'Tệp khoá của máy này theo dạng cũ',
  'failed.keystoreEarlierVersion.happened':
    'Máy này do bản trước tạo, khi mọi người dùng chung một mật khẩu. Bản này không đọc tệp đó.',
  'failed.keystoreEarlierVersion.safe':
    'Dữ liệu trong máy vẫn nguyên và vẫn mã hoá. Tệp cũ được giữ lại.',
  'failed.keystoreEarlierVersion.todo':
    'Đừng xoá hồ sơ. Báo kỹ thuật gửi hết dữ liệu bằng bản trước, rồi cấp máy lại.',
  'failed.keystoreNewer.title': 'Tệp khoá thuộc bản Bedside mới hơn',
  'failed.keystoreNewer.happened': 'Mật khẩu của bạn ở máy này do bản mới hơn ghi.',
  'failed.keystoreNewer.safe': 'Dữ liệu trong máy vẫn nguyên và vẫn mã hoá. Bản này không sửa gì.',
  'failed.keystoreNewer.todo': 'Báo kỹ thuật cài lại bản mới. Đừng xoá dữ liệu.',
  'failed.keystoreOtherWorkstation.title': 'Tệp khoá là của máy khác',
  'failed.keystoreOtherWorkstation.happened':
    'Tệp khoá hoặc bí mật thiết bị được chép từ máy khác sang, nên mật khẩu không mở được.',
  'failed.keystoreOtherWorkstation.safe':
    'Dữ liệu trong máy vẫn nguyên và vẫn mã hoá. Không có gì bị ghi đè.',
  'failed.keystoreOtherWorkstation.todo':
    'Báo kỹ thuật đưa lại tệp khoá và bí mật thiết bị của đúng máy này.',
  'failed.keystoreDeviceSecretMissing.title': 'Không thấy bí mật thiết bị của máy này',
  'failed.keystoreDeviceSecretMissing.happened':
    'Mỗi mật khẩu ở máy này đi cùng một bí mật của thiết bị. Tệp giữ bí mật đó không còn.',
  'failed.keystoreDeviceSecretMissing.safe':
    'Dữ liệu và tệp khoá vẫn nguyên, vẫn mã hoá. Ứng dụng không tự tạo bí mật mới, vì bí mật mới không mở được gì.',
  'failed.keystoreDeviceSecretMissing.todo':
    'Đừng cài lại, đừng xoá hồ sơ. Báo kỹ thuật khôi phục tệp device-secret.json từ bản sao lưu của máy này.',
  'failed.keystoreDeviceSecretDamaged.title': 'Bí mật thiết bị của máy này bị hỏng',
  'failed.keystoreDeviceSecretDamaged.happened':
    'Tệp giữ bí mật của thiết bị ghi dở hoặc bị đổi, nên chưa mật khẩu nào mở được.',
  'failed.keystoreDeviceSecretDamaged.safe':
    'Dữ liệu và tệp khoá vẫn nguyên, vẫn mã hoá. Tệp hỏng được giữ lại.',
  'failed.keystoreDeviceSecretDamaged.todo':
    'Đừng cài lại, đừng xoá hồ sơ. Báo kỹ thuật khôi phục tệp device-secret.json từ bản sao lưu của máy này.',
  'failed.keystoreKeychainClosed.title': 'Kho khoá của hệ điều hành chưa mở',
  'failed.keystoreKeychainClosed.happened':
    'Bí mật của thiết bị nằm trong kho khoá của hệ điều hành, và kho đó đang khoá hoặc không trả lời.',
  'failed.keystoreKeychainClosed.safe': 'Dữ liệu và tệp khoá vẫn nguyên, vẫn mã hoá.',
  'failed.keystoreKeychainClosed.todo':
    'Đăng nhập lại vào Windows hoặc hệ điều hành bằng đúng tài khoản của máy trạm, rồi bấm Thử lại. Nếu vẫn vậy, báo kỹ thuật.',
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
  pin: 'Mã PIN',
  needsPin: 'Gõ mã PIN',
  usePassword: 'Dùng mật khẩu',
  pinWrong: 'Mã PIN chưa đúng',
  pinTriesLeft_other: 'Còn {{count}} lần thử, sau đó cần mật khẩu.',
  pinGoneTitle: 'Cần mật khẩu',
  pinGone: 'PIN chỉ mở lại được trong 10 phút sau khi khoá, khi máy không ngủ. Không có gì mất.',
  pinTriesUsed: 'Sai PIN ba lần. Mở bằng mật khẩu, sau đó PIN lại dùng được.',
  emergencyWhat:
    'Mã trong phong bì niêm phong của khoa, dùng một lần. Mọi thứ bạn ghi mang tên bạn và dấu “mã khẩn cấp”; người kiểm tra được báo.',
  emergencyName: 'Họ tên có chức danh của bạn',
  emergencyNameHint: 'Ví dụ: BS. Hà Văn Mẫu, Khoa Ngoại',
  emergencyReason: 'Vì sao dùng mã khẩn cấp',
  'emergencyReason.emergency': 'Cấp cứu, không chờ được',
  'emergencyReason.covering': 'Trực thay, chưa có tài khoản ở khoa này',
  'emergencyReason.noAccount': 'Chưa được cấp tài khoản',
  'emergencyReason.cannotSignIn': 'Có tài khoản nhưng không mở được',
  emergencyCode: 'Mã khẩn cấp',
  emergencyCodeHint: 'Năm nhóm, mỗi nhóm bốn chữ hoặc số. Tắt bộ gõ tiếng Việt khi gõ mã.',
  needsName: 'Gõ họ và tên',
  needsReason: 'Chọn lý do',
  needsCode: 'Gõ mã khẩn cấp',
  notACodeTitle: 'Mã gõ chưa đúng',
  notACode: 'Thiếu hoặc nhầm một chữ. Tắt bộ gõ tiếng Việt rồi gõ lại; chưa tính là một lần sai.',
  'notLetIn.used':
    'Mã khẩn cấp này đã dùng rồi, mỗi phong bì chỉ dùng một lần. Xin phong bì mới ở quản trị; việc đã ghi vẫn nguyên.',
  'notLetIn.otherWard': 'Mã khẩn cấp này của khoa khác. Dùng phong bì của khoa đặt máy này.',
} as const;
