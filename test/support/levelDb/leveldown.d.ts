declare module 'leveldown' {
  type Done = (error: Error | undefined) => void;
  /** The part of LevelDB's binding that tests use; it comes with pouchdb-node. */
  interface LevelDown {
    open(options: { writeBufferSize?: number }, done: Done): void;
    put(key: string, value: string, done: Done): void;
    close(done: Done): void;
  }
  export default function leveldown(folder: string): LevelDown;
}
