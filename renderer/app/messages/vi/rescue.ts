export const rescue = {
  back: 'Thôi',
  'choice.whose':
    'Chỉ quản trị (IT) chọn được. Gọi kỹ thuật; từ nay tới lúc đó mọi thứ vẫn ghi được và nằm tại máy này.',
  'choice.refill': 'Nạp lại máy chủ từ máy này…',
  'choice.refillWhat':
    'Máy này gửi cho máy chủ mọi thứ mà máy chủ còn thiếu, và nhận những gì máy chủ đang có. Chọn khi máy chủ vừa được thay hoặc bị xoá và cần có lại tất cả.',
  'choice.refillSure': 'Đã hỏi kỹ thuật, nạp lại',
  'choice.join': 'Đây vẫn là máy chủ của bệnh viện mình…',
  'choice.joinWhat':
    'Máy này gửi cho máy chủ mọi thứ mà máy chủ còn thiếu, và nhận những gì máy chủ đang có. Chỉ chọn khi chắc chắn đây là máy chủ của bệnh viện mình.',
  'choice.joinSure': 'Kỹ thuật đã xác nhận, nối lại',
  'choice.moved': 'Đây là máy chủ của bệnh viện, trên máy mới…',
  'choice.movedWhat':
    'Máy này gửi cho máy chủ mọi thứ mà máy chủ còn thiếu, và nhận những gì máy chủ đang có. Nếu đây là bản để tập, hồ sơ thật sẽ sang đó và hồ sơ tập sẽ vào đây, không gỡ ra được: chỉ chọn khi kỹ thuật chắc chắn.',
  'choice.movedSure': 'Kỹ thuật đã xác nhận, nối lại',
  'choice.startAnew': 'Bắt đầu lại từ máy chủ này…',
  'choice.startAnewWhat':
    'Máy này nhận những gì máy chủ đang có, và gửi các mục chưa từng tới máy chủ nào. Những gì chỉ máy chủ cũ có vẫn ở lại máy này, vẫn đọc được, được tính là chỉ có ở đây, và không gửi đi cho tới khi có người chọn. Không mất gì.',
  'choice.startAnewSure': 'Kỹ thuật đã xác nhận, bắt đầu lại',
  held_other: 'Giữ lại ở máy này: {{count}} mục máy chủ mới không có',
  heldWhat:
    'Máy chủ cũ từng có các mục này, máy chủ mới thì không. Chúng còn nguyên tại máy này và chưa gửi đi. Kỹ thuật chọn: gửi cho máy chủ mới, hoặc cất vào tệp cứu hộ ở cuối trang này.',
  heldSend: 'Gửi cho máy chủ mới…',
  heldSendSure: 'Kỹ thuật đã xác nhận, gửi',
  title: 'Tệp cứu hộ',
  what: 'Cho kỹ thuật: những gì chưa máy chủ nào có được cất vào một tệp có khoá, để máy khác nhận và gửi đi. Dùng khi máy này hỏng, phải cài lại hoặc lâu không có mạng.',
  make: 'Cất vào tệp cứu hộ…',
  take: 'Nhận một tệp cứu hộ…',
  close: 'Đóng',
  makeWhat_other:
    '{{number}} mục chưa tới máy chủ sẽ được cất vào tệp, cùng lịch sử của chúng. Chúng vẫn ở lại máy này. Chữ đang gõ dở mà chưa lưu thì không nằm trong tệp.',
  makeOneWhat:
    'Chỉ mục này được cất vào tệp, với mọi bản của nó tại máy này. Nó vẫn ở lại đây. Máy khác nhận tệp rồi gửi thay được.',
  passphrase: 'Mật khẩu của tệp',
  passphraseHint: 'Ít nhất {{count}} ký tự. Không có mật khẩu này thì không ai mở được tệp.',
  again: 'Gõ lại mật khẩu của tệp',
  needsLength: 'Cất: mật khẩu cần ít nhất {{count}} ký tự',
  needsSame: 'Hai lần gõ chưa giống nhau',
  makeNow: 'Cất vào tệp',
  made_other: 'Đã cất {{count}} mục vào tệp cứu hộ',
  madeWhat:
    'Chép tệp này sang thẻ nhớ và đưa tới máy khác. Giữ mật khẩu ở nơi khác với tệp. Các mục vẫn tính là chỉ có ở đây cho tới khi đọc lại được từ máy chủ.',
  madeDamaged_other:
    '{{count}} bản ghi hỏng trên đĩa của máy này nên không nằm trong tệp. Báo kỹ thuật.',
  notMade: 'Chưa cất được',
  notMadeWhat: 'Không mất gì: mọi thứ vẫn ở máy này. Xem đĩa còn chỗ không rồi thử lại.',
  takeWhat:
    'Những mục chưa có ở đây sẽ vào máy này và được gửi tới máy chủ. Mục đã có thì không ghi thêm lần nữa; nhận hai lần cũng không sao.',
  file: 'Tệp cứu hộ (.bedside)',
  chooseFile: 'Chọn tệp…',
  noFile: 'Chưa chọn tệp',
  passphraseOf: 'Mật khẩu của tệp',
  needsFile: 'Nhận: chưa chọn tệp',
  needsPassphrase: 'Nhận: chưa gõ mật khẩu của tệp',
  takeNow: 'Nhận vào máy này',
  taken_other: 'Đã nhận {{count}} mục',
  takenFrom: 'Từ {{workstation}}, cất lúc {{time}}.',
  takenKnown_other: '{{count}} mục đã có sẵn ở đây.',
  takenWhat: 'Chúng được tính là chỉ có ở đây cho tới khi đọc lại được từ máy chủ.',
  notTaken: 'Không nhận, và không có gì thay đổi',
  'fault.notARescueFile': 'Đây không phải tệp cứu hộ của Bedside.',
  'fault.newerFormat': 'Tệp do một phiên bản mới hơn ghi. Cập nhật máy này rồi nhận lại.',
  'fault.otherFacility': 'Tệp của một cơ sở khác. Chỉ máy của cơ sở đó nhận được.',
  'fault.wrongPassphrase': 'Mật khẩu này không mở được tệp. Gõ lại, chú ý phím Caps Lock.',
  'fault.cut': 'Tệp bị cụt: phần cuối không còn. Chép lại từ máy đã cất.',
  'fault.damaged': 'Tệp đã hỏng hoặc bị sửa. Chép lại từ máy đã cất.',
  'fault.failed':
    'Chưa nhận hết: máy này không đọc được tệp hoặc không ghi được. Xem đĩa còn chỗ không rồi nhận lại; mục đã nhận không bị ghi hai lần.',
} as const;
