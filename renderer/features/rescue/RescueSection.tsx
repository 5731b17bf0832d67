import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import css from '../sync/sync.module.css';
import { MakeRescue } from './MakeRescue.tsx';
import { TakeRescue } from './TakeRescue.tsx';

/** For IT: what no server has leaves this workstation in a sealed file, or comes in from one. */
export function RescueSection() {
  const { t } = useTranslation('rescue');
  const [open, setOpen] = useState<'make' | 'take' | undefined>(undefined);
  return (
    <section className={css['section']} aria-labelledby="rescue-files">
      <h3 id="rescue-files" className={css['sectionHead']}>
        {t('title')}
      </h3>
      <p className={css['quiet']}>{t('what')}</p>
      <div className={css['opened']}>
        {open === 'make' ? <MakeRescue onClose={() => setOpen(undefined)} /> : null}
        {open === 'take' ? <TakeRescue onClose={() => setOpen(undefined)} /> : null}
      </div>
      {open === undefined ? (
        <div className={css['acts']}>
          <Button onPress={() => setOpen('make')}>{t('make')}</Button>
          <Button onPress={() => setOpen('take')}>{t('take')}</Button>
        </div>
      ) : null}
    </section>
  );
}
