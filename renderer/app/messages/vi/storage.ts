export const storage = {
  title: 'Chỗ chứa trên máy này',
  measuring: 'Đang đo.',
  meter: 'Đã dùng {{percent}} % mức cho phép',
  held: '{{records}} bản ghi, {{megabytes}} MB; {{charts}} hồ sơ có đủ.',
  bound: 'Công nghệ thông tin cho phép {{records}} bản ghi, {{megabytes}} MB.',
  makesRoom: 'Hồ sơ lâu không mở sẽ rời máy này để có chỗ. Máy chủ vẫn giữ đủ; mở lại là tải về.',
  nearTitle: 'Máy này sắp đầy',
  near: 'Không còn hồ sơ nào có thể rời máy. Hãy nối mạng để gửi các mục chờ, và báo công nghệ thông tin nâng mức cho phép.',
  fullTitle: 'Máy này đã đến mức cho phép',
  full: 'Không còn hồ sơ nào có thể rời máy. Vẫn ghi được và không mất gì. Hãy nối mạng để gửi các mục chờ, và báo công nghệ thông tin nâng mức cho phép ngay hôm nay.',
  evictionOff:
    'Máy này không tự dọn chỗ được, vì kho chứa không đúng dạng mà phiên bản này biết. Hãy báo công nghệ thông tin.',
} as const;
