import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  AppDescription,
  KeystoreFault,
  Person,
  UnlockResult,
  Verification,
} from '../../../shared/bridge/contract.ts';
import { passwordChosen } from '../../app/auditing.ts';
import { bridge } from '../../app/bridge.ts';
import type { UnlockedKeys } from '../../replica/openReplica.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { BedIcon } from '../../ui/icons.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ChoosePassword } from './ChoosePassword.tsx';
import { EmergencyFields, emergencyUser, nobodyYet } from './EmergencyFields.tsx';
import { PinEntry } from './PinEntry.tsx';
import css from './unlock.module.css';
import { UnlockProblem } from './UnlockProblem.tsx';
import type { Problem } from './UnlockProblem.tsx';

export interface Unlocked {
  readonly person: Person;
  readonly keys: UnlockedKeys;
  readonly signing: Extract<UnlockResult, { kind: 'unlocked' }>['signing'];
  readonly verification: Verification;
  /** Of somebody who came with a ward's emergency code. */
  readonly emergency?: EmergencySession;
}

export type EmergencySession = NonNullable<
  Extract<UnlockResult, { kind: 'unlocked' }>['emergency']
>;

export interface UnlockPageProps {
  readonly app: AppDescription;
  /** Who was signed in before the lock; they only type the passphrase. */
  readonly lastPerson: string | undefined;
  /** The lock that led here: only behind it the main process tells whom a PIN lets in. */
  readonly locking: { readonly current: Promise<unknown> };
  readonly onUnlocked: (unlocked: Unlocked) => void;
  readonly onKeystoreDamaged: (fault: KeystoreFault) => void;
}

const passwordBecause = {
  wanted: undefined,
  gone: 'pinGone',
  triesUsed: 'pinTriesUsed',
  revoked: 'revoked',
  ended: 'ended',
  used: 'used',
  otherWard: 'otherWard',
} as const;

/** Who is here, and their passphrase. Works without a network. */
export function UnlockPage(props: UnlockPageProps) {
  const { app, lastPerson, locking, onUnlocked, onKeystoreDamaged } = props;
  const { t } = useTranslation('unlock');
  // An envelope is used once: who comes next is somebody else.
  const last = app.facility.people.find(({ key, emergency }) => key === lastPerson && !emergency);
  const [personKey, setPersonKey] = useState<string | null>(last?.key ?? null);
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  /** The password that another chose, as it was typed: an own one comes first. */
  const [oneTime, setOneTime] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  const [waitSeconds, setWaitSeconds] = useCountdown();
  const [coming, setComing] = useState(nobodyYet);
  const [opensByPin, setOpensByPin] = useState<readonly string[]>([]);
  const passphraseInput = useRef<HTMLInputElement>(null);
  const person = app.facility.people.find(({ key }) => key === personKey);

  const isCode = person?.emergency === true;
  const user = isCode ? emergencyUser(coming) : undefined;
  // An envelope opens the workstations of its own ward.
  const present = app.facility.people.filter(
    ({ left, emergency, wards }) => !left && (!emergency || wards?.includes(app.workstation.ward)),
  );

  useEffect(() => {
    void locking.current
      .then(() => bridge().readPins({}))
      .then(({ opens }) => setOpensByPin(opens))
      .catch(() => undefined);
  }, [locking]);

  const unlockedAs = (who: Person, result: Extract<UnlockResult, { kind: 'unlocked' }>) => {
    const { dataKey, account, signing, verification, emergency } = result;
    const keys = { dataKey, account };
    onUnlocked({ person: who, keys, signing, verification, ...(emergency ? { emergency } : {}) });
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isCode && !user) return;
    if (passphrase !== '' && !busy && waitSeconds === 0) void unlock(passphrase);
  };

  const unlock = async (typed: string) => {
    if (!person) return;
    setBusy(true);
    try {
      const result = await bridge().unlock({
        person: person.key,
        passphrase: typed,
        ...(user ? { emergency: user } : {}),
      });
      setPassphrase('');
      switch (result.kind) {
        case 'unlocked':
          return unlockedAs(person, result);
        case 'keystoreDamaged':
          return onKeystoreDamaged(result.detail);
        case 'mustChange':
          return setOneTime(typed);
        case 'noEntry':
        case 'notACode':
          return setProblem(result.kind);
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
            protection={app.deviceSecret}
            onChanged={(password) => {
              setOneTime(undefined);
              passwordChosen(person);
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
      <section className={css['card']}>
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
            setComing(nobodyYet);
            setProblem(undefined);
            setWaitSeconds(0);
            const chosen = app.facility.people.find((one) => one.key === key);
            // With an emergency code the name comes first.
            if (chosen && !chosen.emergency) setTimeout(() => passphraseInput.current?.focus());
          }}
          autoFocus={last === undefined}
          required
        />
        {person && opensByPin.includes(person.key) ? (
          <PinEntry
            key={person.key}
            personKey={person.key}
            onUnlocked={(result) => unlockedAs(person, result)}
            onPassword={(why) => {
              setOpensByPin((all) => all.filter((key) => key !== person.key));
              setProblem(passwordBecause[why]);
              setTimeout(() => passphraseInput.current?.focus());
            }}
          />
        ) : (
          <form className={css['fields']} onSubmit={submit}>
            {isCode ? <EmergencyFields value={coming} onChange={setComing} /> : null}
            <TextField
              label={t(isCode ? 'emergencyCode' : 'passphrase')}
              {...(isCode ? { hint: t('emergencyCodeHint') } : {})}
              type={isCode ? 'text' : 'password'}
              value={passphrase}
              onChange={setPassphrase}
              inputRef={passphraseInput}
              autoFocus={last !== undefined}
              onKeyDown={(event) => setCapsLock(event.getModifierState('CapsLock'))}
              warning={capsLock ? t('capsLock') : undefined}
              required
            />
            {problem ? (
              <UnlockProblem problem={problem} person={person} waitSeconds={waitSeconds} />
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
                    : isCode && !user
                      ? t(coming.reason === null ? 'needsReason' : 'needsName')
                      : passphrase === ''
                        ? t(isCode ? 'needsCode' : 'needsPassphrase')
                        : undefined
              }
            >
              {t('open')}
            </Button>
          </form>
        )}
        <p className={css['quiet']}>{t('offlineWorks')}</p>
      </section>
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
