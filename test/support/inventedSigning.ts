/** The key of nobody (32 zero bytes, PKCS#8), for pages that are shown without a main process. */
export const inventedSigning = {
  privateKey: 'MC4CAQAwBQYDK2VwBCIEIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  certificate: '00000000-0000-4000-8000-000000000001',
};
