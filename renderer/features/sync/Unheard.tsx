import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { useFrameIfAny } from '../../app/frameContext.ts';
import css from './sync.module.css';
import { useUnheardPeers } from './useUnheardPeers.ts';

/** How many workstations of the ward aren't heard in full; it opens the list of them. */
export function Unheard() {
  const { t } = useTranslation('sync');
  const frame = useFrameIfAny();
  const count = useUnheardPeers()?.length ?? 0;
  if (count === 0) return null;
  const words = t('unheard', { count });
  if (!frame) return <span className={css['incomplete']}>{words}</span>;
  return (
    <Button className={css['unheard']!} onPress={() => frame.open('sync')}>
      {words}
    </Button>
  );
}
