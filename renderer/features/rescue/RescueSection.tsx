import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../shared/people/rights.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import css from '../sync/sync.module.css';
import { MakeRescue } from './MakeRescue.tsx';
import { TakeRescue } from './TakeRescue.tsx';

/** For whoever is there, and IT: what no server has leaves this workstation in a sealed file, or comes in from one. */
export function RescueSection() {
  const { t } = useTranslation('rescue');
  const { person } = useSession();
  const makes = mayDo(person.role, 'makeRescueFile');
  const takes = mayDo(person.role, 'takeRescueFile');
  const [open, setOpen] = useState<'make' | 'take' | undefined>(undefined);
  if (!makes && !takes) return null;
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
          {makes ? <Button onPress={() => setOpen('make')}>{t('make')}</Button> : null}
          {takes ? <Button onPress={() => setOpen('take')}>{t('take')}</Button> : null}
        </div>
      ) : null}
    </section>
  );
}
