export const ward = {} as const;
