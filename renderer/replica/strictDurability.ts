/**
 * Makes every readwrite transaction of this realm wait for the disk before it reports success
 * (D2): PouchDB's adapter sets no durability, and the browser's default acknowledges what a power
 * cut takes back. Only who asks for relaxed durability in so many words gets it (`packStorage.ts`,
 * `trailStorage.ts`).
 * Call once, before any database is opened.
 */
export function enforceStrictDurability(): void {
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode !== 'readwrite') return original.call(this, stores, mode, options);
    return original.call(this, stores, mode, { durability: 'strict', ...options });
  };
}
