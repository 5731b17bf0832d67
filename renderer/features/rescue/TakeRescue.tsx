import { useId, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { shortestPassword } from '../../../shared/people/password.ts';
import { bridge } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useNow } from '../../ui/useNow.ts';
import { clockTime } from '../sync/syncWords.ts';
import css from '../sync/sync.module.css';
import { takeRescueFile } from './rescueFiles.ts';

type Outcome = Awaited<ReturnType<typeof takeRescueFile>> | { readonly kind: 'failed' };

/** More would be no rescue file of a workstation, and has to fit into memory. */
const mostBytes = 1024 * 1024 * 1024;

/** A file, its passphrase, and what became of its entries. */
export function TakeRescue({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('rescue');
  const { app, audit, replica } = useSession();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const now = useNow();
  const [file, setFile] = useState<File | undefined>(undefined);
  const [passphrase, setPassphrase] = useState('');
  const [outcome, setOutcome] = useState<Outcome | undefined>(undefined);
  const act = useAct();
  if (outcome?.kind === 'takenIn') {
    const { workstation, madeAt, taken, known } = outcome;
    const name = app.facility.workstations.find(({ key }) => key === workstation)?.name;
    return (
      <Notice
        tone="info"
        title={t('taken', { count: taken })}
        acts={<Button onPress={onClose}>{t('close')}</Button>}
      >
        <p>{t('takenFrom', { workstation: name ?? workstation, time: clockTime(madeAt, now) })}</p>
        {known > 0 ? <p>{t('takenKnown', { count: known })}</p> : null}
        {taken > 0 ? <p>{t('takenWhat')}</p> : null}
      </Notice>
    );
  }
  const lockedBecause =
    file === undefined
      ? t('needsFile')
      : [...passphrase.normalize('NFC')].length < shortestPassword
        ? t('needsPassphrase')
        : undefined;
  const take = (event: FormEvent) => {
    event.preventDefault();
    if (file === undefined || lockedBecause !== undefined) return;
    setOutcome(undefined);
    void act
      .run(async () => {
        if (file.size > mostBytes) return setOutcome({ kind: 'refused', fault: 'notARescueFile' });
        const text = await file.text();
        const { rescue } = replica;
        const taken = await takeRescueFile(rescue, bridge(), app.facility.code, text, passphrase);
        if (taken.kind === 'takenIn') {
          audit({ action: 'rescueIn', about: { records: taken.taken + taken.known } });
        }
        setOutcome(taken);
      })
      .then((done) => done || setOutcome({ kind: 'failed' }));
  };
  return (
    <form className={css['correct']} onSubmit={take}>
      <p>{t('takeWhat')}</p>
      <div className={css['file']}>
        <label htmlFor={id}>{t('file')}</label>
        {/* The browser's own button speaks the browser's language. */}
        <input
          id={id}
          ref={input}
          type="file"
          accept=".bedside"
          className="visuallyHidden"
          tabIndex={-1}
          onChange={(event) => {
            setFile(event.target.files?.[0]);
            setOutcome(undefined);
          }}
        />
        <span>
          <Button onPress={() => input.current?.click()}>{t('chooseFile')}</Button>
          <span className={css['path']}>{file?.name ?? t('noFile')}</span>
        </span>
      </div>
      <TextField
        label={t('passphraseOf')}
        type="password"
        value={passphrase}
        onChange={setPassphrase}
        maxLength={256}
        required
      />
      {outcome ? (
        <Notice tone="warn" title={t('notTaken')} urgent>
          {t(outcome.kind === 'refused' ? `fault.${outcome.fault}` : 'fault.failed')}
        </Notice>
      ) : null}
      <div className={css['acts']}>
        <Button onPress={onClose}>{t('back')}</Button>
        <Button kind="primary" type="submit" busy={act.busy} lockedBecause={lockedBecause}>
          {t('takeNow')}
        </Button>
      </div>
    </form>
  );
}
