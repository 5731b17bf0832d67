import { useTranslation } from 'react-i18next';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useSession } from '../../app/session.tsx';
import css from './people.module.css';

/** Wards that somebody works in; none chosen is all of them. */
export function WardChoice(props: {
  readonly value: readonly string[];
  readonly onChange: (wards: readonly string[]) => void;
}) {
  const { t } = useTranslation('people');
  const { app } = useSession();
  return (
    <CheckboxGroup
      className={css['wardChoice']!}
      value={[...props.value]}
      onChange={(wards) => props.onChange(wards)}
    >
      <Label>{t('wards')}</Label>
      <div className={css['wardTiles']}>
        {app.facility.wards.map(({ code, name }) => (
          <Checkbox key={code} value={code} className={css['wardTile']!}>
            <span className={css['box']} aria-hidden />
            {name}
          </Checkbox>
        ))}
      </div>
      <p className={css['quiet']}>
        {props.value.length === 0 ? t('wardsNone') : t('wardsSome', { count: props.value.length })}
      </p>
    </CheckboxGroup>
  );
}
