import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/Kbd.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useFrame } from './frameContext.ts';
import css from './frame.module.css';
import { keyGroups } from './keys.ts';

/** Every key in one place, on "?". */
export function KeySheet() {
  const { t } = useTranslation('frame');
  const { close } = useFrame();
  return (
    <SidePanel title={t('keys')} onClose={close}>
      {keyGroups.map((group) => (
        <section key={group.title} className={css['keyGroup']}>
          <h3>{t(group.title)}</h3>
          <dl>
            {group.keys.map(([chord, words]) => (
              <div key={chord}>
                <dt>
                  <Kbd>{chord}</Kbd>
                </dt>
                <dd>{t(words)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </SidePanel>
  );
}
