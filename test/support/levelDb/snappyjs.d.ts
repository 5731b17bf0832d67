declare module 'snappyjs' {
  /** Throws on a stream that isn't Snappy's. */
  export function uncompress(compressed: Buffer): Buffer;
  const snappy: { uncompress: typeof uncompress };
  export default snappy;
}
