import { useTranslation } from 'react-i18next';
import type { Orderable } from '../../../shared/clinical/catalogue/orderables.ts';
import { searchOrderables } from '../../../shared/clinical/catalogue/search.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';

/** One box over drugs and tests: type, arrows, Enter. */
export function OrderSearch(props: {
  text: string;
  onText: (text: string) => void;
  onChoose: (chosen: Orderable) => void;
}) {
  const { t } = useTranslation('orders');
  const language = useLanguage();
  const found = searchOrderables(props.text);
  return (
    <ComboBox
      label={t('search')}
      placeholder={t('searchPlaceholder')}
      options={found.map((each) => ({
        id: each.code,
        label:
          each.kind === 'drug'
            ? `${each.name[language]} ${each.form[language]}`
            : each.name[language],
        detail: each.kind === 'drug' ? each.strengths.join('; ') : t('test'),
      }))}
      value={null}
      onChange={(code) => {
        const chosen = found.find((each) => each.code === code);
        if (chosen) props.onChoose(chosen);
      }}
      text={props.text}
      onText={props.onText}
      filtered
      autoFocus
    />
  );
}
