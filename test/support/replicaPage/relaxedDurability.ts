/**
 * The opposite of the strict one, for the test that must notice a missing sync to disk. A build of
 * the test's page puts it in the place of the real one.
 */
export function enforceStrictDurability(): void {
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode) {
    return original.call(this, stores, mode, { durability: 'relaxed' });
  };
}
