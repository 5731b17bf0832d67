/** What PouchDB's edition for Node looks for while it loads; nothing is ever made of these. */
class NoBuffer {
  static from(): never {
    throw new Error('attachments are no part of this bench');
  }
}
const process = { version: 'v20.0.0', env: {}, nextTick: queueMicrotask };
Object.assign(globalThis, { Buffer: NoBuffer, process });
export {};
