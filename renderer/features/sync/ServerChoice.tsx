import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayDo } from '../../../shared/people/rights.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import css from './sync.module.css';

/** What sending a server everything means: an emptied one, a filled one, our own on a new machine. */
type Fill = 'refill' | 'join' | 'moved';

/**
 * What becomes of a server that isn't the one it was. The first press says what will happen, the
 * second that IT was asked.
 */
export function ServerChoice({ fill }: { readonly fill: Fill }) {
  const { t } = useTranslation('rescue');
  const { person, replica, auditFirst } = useSession();
  const [chosen, setChosen] = useState<Fill | 'startAnew' | undefined>(undefined);
  const act = useAct();
  if (!mayDo(person.role, 'chooseServer')) return <p>{t('choice.whose')}</p>;
  if (chosen === undefined) {
    return (
      <div className={css['acts']}>
        {([fill, 'startAnew'] as const).map((choice) => (
          <Button key={choice} onPress={() => setChosen(choice)}>
            {t(`choice.${choice}`)}
          </Button>
        ))}
      </div>
    );
  }
  const choice = chosen === 'startAnew' ? 'startAnew' : 'refill';
  return (
    <>
      <p>{t(`choice.${chosen}What`)}</p>
      <div className={css['acts']}>
        <Button onPress={() => setChosen(undefined)}>{t('back')}</Button>
        <Button
          kind="primary"
          busy={act.busy}
          onPress={() =>
            void act.run(async () => {
              await auditFirst({ action: 'chooseServer', about: { what: chosen } });
              await replica.chooseServer(choice);
            })
          }
        >
          {t(`choice.${chosen}Sure`)}
        </Button>
      </div>
      <SaveFailure error={act.error} />
    </>
  );
}
