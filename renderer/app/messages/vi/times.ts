/** Times that entries state and that can't be right. */
export const times = {
  brief: 'giờ ghi không đúng',
  ahead: 'giờ ghi không đúng: đi trước {{by}}',
  aheadWhy:
    'Giờ ghi đi trước giờ máy chủ, nên mục này ghi lúc nào thì không rõ. Nội dung không bị ảnh hưởng; có thể đây là mục mới nhất.',
  behind: 'giờ ghi không đúng: máy ghi chậm {{by}}',
  behindWhy: 'Đồng hồ của máy ghi mục này chậm khi ghi. Thứ tự trong danh sách đã tính phần lệch.',
  fast: 'giờ ghi không đúng: máy ghi nhanh {{by}}',
  fastWhy: 'Đồng hồ của máy ghi mục này nhanh khi ghi. Thứ tự trong danh sách đã tính phần lệch.',
} as const;
