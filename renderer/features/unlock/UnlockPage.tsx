import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  AppDescription,
  KeystoreFault,
  Person,
  UnlockResult,
} from '../../../shared/bridge/contract.ts';
import { bridge } from '../../app/bridge.ts';
import type { UnlockedKeys } from '../../replica/openReplica.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { BedIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ChoosePassword } from './ChoosePassword.tsx';
import css from './unlock.module.css';

export interface Unlocked {
  readonly person: Person;
  readonly keys: UnlockedKeys;
  readonly signing: Extract<UnlockResult, { kind: 'unlocked' }>['signing'];
  readonly verification: Verification;
}

/** How long this workstation hasn't heard of its people. */
export type Verification = Extract<UnlockResult, { kind: 'unlocked' }>['verification'];

type Problem = 'wrong' | 'noEntry' | 'noAnswer' | 'revoked' | 'ended';

export interface UnlockPageProps {
  readonly app: AppDescription;
  /** Who was signed in before the lock; they only type the passphrase. */
  readonly lastPerson: string | undefined;
  readonly onUnlocked: (unlocked: Unlocked) => void;
  readonly onKeystoreDamaged: (fault: KeystoreFault) => void;
}

/** Who is here, and their passphrase. Works without a network. */
export function UnlockPage({ app, lastPerson, onUnlocked, onKeystoreDamaged }: UnlockPageProps) {
  const { t } = useTranslation('unlock');
  const [personKey, setPersonKey] = useState<string | null>(lastPerson ?? null);
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  /** The password that another chose, as it was typed: an own one comes first. */
  const [oneTime, setOneTime] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [waitSeconds, setWaitSeconds] = useCountdown();
  const passphraseInput = useRef<HTMLInputElement>(null);
  const person = app.facility.people.find(({ key }) => key === personKey);

  const present = app.facility.people.filter(({ left }) => !left);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '' && !busy && waitSeconds === 0) void unlock(passphrase);
  };

  const unlock = async (typed: string) => {
    if (!person) return;
    setBusy(true);
    try {
      const result = await bridge().unlock({ person: person.key, passphrase: typed });
      setPassphrase('');
      switch (result.kind) {
        case 'unlocked': {
          const { dataKey, account, signing, verification } = result;
          return onUnlocked({ person, keys: { dataKey, account }, signing, verification });
        }
        case 'keystoreDamaged':
          return onKeystoreDamaged(result.detail);
        case 'mustChange':
          return setOneTime(typed);
        case 'noEntry':
          return setProblem('noEntry');
        case 'notLetIn':
          return setProblem(result.because);
        case 'wrongPassphrase':
          setProblem('wrong');
          setWaitSeconds(result.retryAfterSeconds);
          passphraseInput.current?.focus();
      }
    } catch {
      setProblem('noAnswer');
    } finally {
      setBusy(false);
    }
  };

  if (person && oneTime !== undefined) {
    return (
      <main className={css['page']}>
        <section className={css['card']}>
          <h1>{t('chooseTitle')}</h1>
          <p>{t('chooseWhy', { name: person.displayName })}</p>
          <ChoosePassword
            person={person}
            current={oneTime}
            onChanged={(password) => {
              setOneTime(undefined);
              void unlock(password);
            }}
          />
          <Button kind="quiet" onPress={() => setOneTime(undefined)}>
            {t('somebodyElse')}
          </Button>
        </section>
      </main>
    );
  }

  return (
    <main className={css['page']}>
      <form className={css['card']} onSubmit={submit}>
        <header className={css['head']}>
          <BedIcon size={30} />
          <div>
            <h1>{app.facility.name}</h1>
            <p>{t('workstation', { name: app.workstation.name })}</p>
          </div>
        </header>
        <ComboBox
          label={t('who')}
          placeholder={t('whoPlaceholder')}
          options={present.map(({ key, displayName, role }) => ({
            id: key,
            label: displayName,
            detail: t(`role.${role}`),
          }))}
          value={personKey}
          onChange={(key) => {
            setPersonKey(key);
            setProblem(undefined);
            setWaitSeconds(0);
            if (key !== null) setTimeout(() => passphraseInput.current?.focus());
          }}
          autoFocus={lastPerson === undefined}
          required
        />
        <TextField
          label={t('passphrase')}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          inputRef={passphraseInput}
          autoFocus={lastPerson !== undefined}
          onKeyDown={(event) => setCapsLock(event.getModifierState('CapsLock'))}
          warning={capsLock ? t('capsLock') : undefined}
          required
        />
        {problem === 'wrong' ? (
          <Notice tone="warn" title={t('wrongTitle')} urgent>
            {waitSeconds > 90
              ? t('wrongWaitMinutes', { count: Math.ceil(waitSeconds / 60) })
              : waitSeconds > 0
                ? t('wrongWait', { count: waitSeconds })
                : t('wrongNow')}
          </Notice>
        ) : null}
        {problem === 'noEntry' && person ? (
          <Notice tone="warn" title={t('noEntryTitle')} urgent>
            {t('noEntry', { name: person.displayName })}
          </Notice>
        ) : null}
        {(problem === 'revoked' || problem === 'ended') && person ? (
          <Notice tone="warn" title={t('notLetInTitle')} urgent>
            {t(`notLetIn.${problem}`, { name: person.displayName })}
          </Notice>
        ) : null}
        {problem === 'noAnswer' ? (
          <Notice tone="warn" title={t('failed.noShell.happened')} urgent>
            {t('failed.noShell.safe')} {t('failed.noShell.todo')}
          </Notice>
        ) : null}
        <Button
          kind="primary"
          type="submit"
          wide
          busy={busy}
          lockedBecause={
            !person
              ? t('needsPerson')
              : waitSeconds > 0
                ? waitSeconds > 90
                  ? t('waitLockedMinutes', { count: Math.ceil(waitSeconds / 60) })
                  : t('waitLocked', { count: waitSeconds })
                : passphrase === ''
                  ? t('needsPassphrase')
                  : undefined
          }
        >
          {t('open')}
        </Button>
        <p className={css['quiet']}>{t('offlineWorks')}</p>
      </form>
    </main>
  );
}

/** Seconds that are left, counted down. */
function useCountdown(): [number, (seconds: number) => void] {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === 0) return undefined;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until]);
  return [left, (seconds) => setUntil(seconds === 0 ? 0 : Date.now() + seconds * 1000)];
}
