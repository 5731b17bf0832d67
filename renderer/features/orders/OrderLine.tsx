import { drugLineParts } from '../../../shared/clinical/doseText.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import css from './orders.module.css';

type Lined = Pick<RecordOf<'order'>, 'item' | 'dosage' | 'priority' | 'instruction'>;

/**
 * An order in one line: name, form, dose, route, frequency, duration; the dose is what the eye
 * meets. It is never cut: it wraps, and a number stays with its unit.
 */
export function OrderLine({ order, large = false }: { order: Lined; large?: boolean }) {
  const language = useLanguage();
  const { item, dosage } = order;
  if (!dosage) {
    return (
      <span className={large ? css['largeLine'] : css['line']}>
        <strong>{item.display}</strong>
      </span>
    );
  }
  const parts = drugLineParts(item, dosage, language);
  const after = [parts.route, parts.frequency, parts.duration].filter((part) => part !== undefined);
  return (
    <span className={large ? css['largeLine'] : css['line']}>
      <strong>{parts.name}</strong>
      {parts.form ? ` ${parts.form}` : ''} — <b className={css['dose']}>{parts.dose}</b>
      {after.map((part) => ` — ${part}`).join('')}
    </span>
  );
}
