import { useDelivery } from '../../app/session.tsx';
import { DeliveryMark } from '../../ui/marks.tsx';

/** Where one record is: here only, on the server, refused; live. */
export function RecordDelivery({ id }: { readonly id: string }) {
  const delivery = useDelivery(id);
  return delivery === undefined ? null : <DeliveryMark delivery={delivery} />;
}
