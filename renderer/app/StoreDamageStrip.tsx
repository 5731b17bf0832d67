import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreDamage } from '../../shared/bridge/contract.ts';
import { formatDate, formatTime } from '../../shared/clinical/dates.ts';
import { mayDo } from '../../shared/people/rights.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { NoticeTone } from '../ui/Notice.tsx';
import { bridge } from './bridge.ts';
import { useSession } from './session.tsx';

const readAgainMs = 5_000;

/**
 * That the browser has lost a part of this workstation's store, or all of it: what may be missing,
 * and what nobody should do now. It stays on every page until an administrator has looked at it.
 */
export function StoreDamageStrip() {
  const { t } = useTranslation('frame');
  const { person } = useSession();
  const [damages, setDamages] = useState<readonly StoreDamage[]>([]);
  const read = useCallback(async () => {
    const answer = await bridge().readStoreDamage({});
    setDamages(answer.damages);
  }, []);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    // A warning that couldn't be asked for isn't one that there is none.
    const tryRead = async () => {
      try {
        await read();
      } catch {
        if (!isGone) timer = setTimeout(() => void tryRead(), readAgainMs);
      }
    };
    void tryRead();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [read]);
  const close = async ({ at }: StoreDamage) => {
    await bridge().closeStoreDamage({ at });
    await read();
  };
  return damages.map((damage) => (
    <Notice
      key={damage.at}
      {...wordsOf(damage, t)}
      strip
      urgent
      acts={
        mayDo(person.role, 'closeStoreDamage') ? (
          <Button onPress={() => void close(damage).catch(() => undefined)}>
            {t('storeLookedAt')}
          </Button>
        ) : null
      }
    />
  ));
}

type Translate = ReturnType<typeof useTranslation<'frame'>>['t'];

function wordsOf({ kind, at, kept, undelivered }: StoreDamage, t: Translate) {
  const where = kept.length > 0 ? [t('storeKept', { kept: kept.join(', ') })] : [];
  const words = (title: string, tone: NoticeTone, ...sentences: readonly string[]) => ({
    title,
    tone,
    children: [...sentences, ...where].join(' '),
  });
  if (kind === 'damaged') {
    return words(t('storeDamagedTitle'), 'crit', t('storeDamaged', { time: when(at) }));
  }
  if (!undelivered?.known) {
    const title = t('storeEmptiedUnknownTitle');
    return words(title, 'crit', t('storeEmptiedUnknown'), t('storeEmptiedDo'));
  }
  const { entries: count } = undelivered;
  const time = when(undelivered.at);
  if (count === 0) {
    return words(t('storeEmptiedAllSentTitle'), 'warn', t('storeEmptiedAllSent', { time }));
  }
  const title = t('storeEmptiedTitle', { count });
  return words(title, 'crit', t('storeEmptied', { time }), t('storeEmptiedDo'));
}

/** The main process tells the time in UTC. */
function when(at: string): string {
  const local = localInstant(new Date(at));
  return `${formatTime(local)} ${formatDate(local)}`;
}
