import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../../shared/central/couchHttp.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';

type StoredOrder = RecordOf<'order'> & { readonly _id: string; readonly _rev: string };

/** What somebody with an account and curl writes past every program of ours, and reads. */
export interface PastTheApp {
  /** A signed order as the server has it, by the drug's name. */
  findOrder(patientName: string, drug: string): Promise<StoredOrder>;
  /** The same order with another dose, over what stands: the server's status. */
  update(order: StoredOrder, amount: string): Promise<number>;
  /** The same order with another dose, as a leaf that the server chooses over the true one. */
  winningBranch(order: StoredOrder, amount: string): Promise<number>;
  /** A new order with a signature that was taken from another one. */
  anotherOrder(order: StoredOrder, drug: string): Promise<number>;
  /** The dose that anybody reads who asks the server and verifies nothing. */
  winner(order: StoredOrder): Promise<string | undefined>;
}

/** @param url of the records database */
export function pastTheApp(url: string, account: Credentials): PastTheApp {
  const ask = (path: string, method = 'GET', body?: unknown) =>
    fetch(`${url}/${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const withDose = (order: StoredOrder, amount: string) => ({
    ...order,
    dosage: { ...order.dosage!, amount },
  });
  const at = ({ _id }: { _id: string }) => encodeURIComponent(_id);
  return {
    async findOrder(patientName, drug) {
      const answer = await ask('_all_docs?include_docs=true');
      const { rows } = (await answer.json()) as { rows: { doc: AnyRecord }[] };
      const all = rows.map(({ doc }) => doc);
      const patient = all.find((one) => one.kind === 'patient' && one.name === patientName);
      const order = all.find(
        (one) =>
          one.kind === 'order' && one.patientId === patient?.patientId && one.item.display === drug,
      );
      if (!order) throw new Error('the order is not on the server yet');
      return order as StoredOrder;
    },
    update: async (order, amount) => (await ask(at(order), 'PUT', withDose(order, amount))).status,
    async winningBranch(order, amount) {
      const ids = ['f'.repeat(32)];
      const leaf = {
        ...withDose(order, amount),
        _rev: `1-${ids[0]!}`,
        _revisions: { start: 1, ids },
      };
      const answer = await ask('_bulk_docs', 'POST', { new_edits: false, docs: [leaf] });
      return ((await answer.json()) as unknown[]).length === 0 ? answer.status : 403;
    },
    async anotherOrder({ _id: _, _rev: __, ...order }, drug) {
      const id = `${order.patientId}:order:${uuidLike(order.id)}`;
      const forged = { ...order, id, item: { ...order.item, display: drug } };
      return (await ask(encodeURIComponent(id), 'PUT', forged)).status;
    },
    async winner(order) {
      const answer = await ask(at(order));
      return ((await answer.json()) as StoredOrder).dosage?.amount;
    },
  };
}

/** A new id of the same moment: the last letters are another's. */
function uuidLike(recordId: string): string {
  const own = recordId.slice(-36);
  return `${own.slice(0, 24)}${randomUUID().slice(24)}`;
}
