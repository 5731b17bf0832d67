type Bytes = Uint8Array<ArrayBuffer>;

/** Base64 of bytes (RFC 4648, padded). */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Bytes of base64. Throws on text that is none. */
export function fromBase64(text: string): Bytes {
  const characters = atob(text);
  // A loop, for `Uint8Array.from` takes twenty times as long: a photo is opened by every reader.
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < characters.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
