import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BridgeRequest, Person } from '../../../shared/bridge/contract.ts';
import { roleSchema } from '../../../shared/people/role.ts';
import { bridge } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './settings.module.css';

type Told =
  | { readonly kind: 'made'; readonly name: string; readonly oneTimePassword: string }
  | { readonly kind: 'ended'; readonly name: string }
  | { readonly kind: 'failed' };

/** Administrators and emergency codes are the root key's holder's to make. */
const roles = roleSchema.options.filter((role) => role !== 'administrator' && role !== 'emergency');
const yearsOfNew = 5;

/** An administrator's people: somebody new, a forgotten password, an account that ends. */
export function PeopleSection() {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('unlock');
  const { app } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<string | null>(null);
  const [practice, setPractice] = useState('');
  const [told, setTold] = useState<Told | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const managed = app.facility.people.filter(
    (person) => !person.left && person.role !== 'administrator',
  );
  const person = managed.find(({ key }) => key === chosen);
  const newRole = roles.find((one) => one === role);

  const act = async (request: BridgeRequest<'managePeople'>, who: string) => {
    setBusy(true);
    try {
      const result = await bridge().managePeople(request);
      if (result.kind === 'made') {
        setTold({ kind: 'made', name: who, oneTimePassword: result.oneTimePassword });
      } else setTold({ kind: 'ended', name: who });
      for (const clear of [setReason, setName, setPractice]) clear('');
      setChosen(null);
      setRole(null);
    } catch {
      setTold({ kind: 'failed' });
    } finally {
      setBusy(false);
    }
  };
  const add = () => {
    if (!newRole) return;
    const displayName = name.trim().normalize('NFC');
    const number = practice.trim().normalize('NFC');
    const practiceNumber = number === '' ? {} : { practiceNumber: number };
    const fresh = { displayName, role: newRole, wards: [], years: yearsOfNew, ...practiceNumber };
    void act({ act: 'add', person: fresh }, displayName);
  };
  const option = ({ key, displayName, role: its }: Person) => ({
    id: key,
    label: displayName,
    detail: word(`role.${its}`),
  });

  return (
    <section className={css['facts']} aria-labelledby="people">
      <h2 id="people">{t('people')}</h2>
      {told ? <ToldNotice told={told} /> : null}
      <div className={css['form']}>
        <h3>{t('peopleNew')}</h3>
        <TextField
          label={t('peopleName')}
          hint={t('peopleNameHint')}
          value={name}
          onChange={setName}
          maxLength={80}
          required
        />
        <ComboBox
          label={t('peopleRole')}
          options={roles.map((one) => ({ id: one, label: word(`role.${one}`) }))}
          value={role}
          onChange={setRole}
          required
        />
        <TextField
          label={t('peoplePractice')}
          value={practice}
          onChange={setPractice}
          maxLength={40}
        />
        <Button
          kind="primary"
          onPress={add}
          busy={busy}
          lockedBecause={
            name.trim() === '' ? t('peopleNeedsName') : newRole ? undefined : t('peopleNeedsRole')
          }
        >
          {t('peopleAdd')}
        </Button>
      </div>
      <div className={css['form']}>
        <h3>{t('peopleStanding', { count: managed.length })}</h3>
        <ComboBox
          label={t('peopleWho')}
          options={managed.map(option)}
          value={chosen}
          onChange={setChosen}
        />
        <Button
          onPress={() =>
            person && void act({ act: 'renew', person: person.key }, person.displayName)
          }
          busy={busy}
          lockedBecause={person ? undefined : t('peopleNeedsWho')}
        >
          {t('peopleRenew')}
        </Button>
        <TextField label={t('peopleReason')} value={reason} onChange={setReason} maxLength={200} />
        <Button
          onPress={() =>
            person &&
            void act(
              { act: 'end', person: person.key, reason: reason.trim().normalize('NFC') },
              person.displayName,
            )
          }
          busy={busy}
          lockedBecause={
            !person
              ? t('peopleNeedsWho')
              : reason.trim() === ''
                ? t('peopleNeedsReason')
                : undefined
          }
        >
          {t('peopleEnd')}
        </Button>
      </div>
    </section>
  );
}

function ToldNotice({ told }: { readonly told: Told }) {
  const { t } = useTranslation('settings');
  if (told.kind === 'failed') return <Notice tone="warn" title={t('peopleFailed')} urgent />;
  if (told.kind === 'ended') {
    return <Notice tone="info" title={t('peopleEnded', { name: told.name })} />;
  }
  return (
    <Notice tone="info" title={t('peopleMade', { name: told.name })}>
      <strong>{told.oneTimePassword}</strong> {t('peopleMadeHow')}
    </Notice>
  );
}
