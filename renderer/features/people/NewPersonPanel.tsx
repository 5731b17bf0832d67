import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../../shared/people/role.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './people.module.css';
import { givenRoles, yearChoices } from './givenRoles.ts';
import { ToldNotice } from './ToldNotice.tsx';
import type { People } from './usePeople.ts';
import { WardChoice } from './WardChoice.tsx';

/** Somebody new: who they are, and the one-time password that is handed to them. */
export function NewPersonPanel(props: { readonly people: People; readonly onClose: () => void }) {
  const { people, onClose } = props;
  const { t } = useTranslation(['people', 'unlock']);
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role | null>(null);
  const [wards, setWards] = useState<readonly string[]>([]);
  const [practice, setPractice] = useState('');
  const [years, setYears] = useState(5);
  const [done, setDone] = useState(false);

  const add = async () => {
    if (!role) return;
    const displayName = name.trim().replace(/\s+/g, ' ').normalize('NFC');
    const practiceNumber = practice.trim().normalize('NFC');
    const person = {
      displayName,
      role,
      wards: [...wards],
      years,
      ...(practiceNumber === '' ? {} : { practiceNumber }),
    };
    if (!(await people.act({ act: 'add', person }, displayName))) return setDone(true);
    setDone(true);
    setName('');
    setPractice('');
  };

  return (
    <SidePanel
      title={t('people:new')}
      onClose={onClose}
      foot={
        <Button
          kind="primary"
          onPress={() => void add()}
          busy={people.busy}
          lockedBecause={
            name.trim() === ''
              ? t('people:needsName')
              : role === null
                ? t('people:needsRole')
                : undefined
          }
        >
          {t('people:add')}
        </Button>
      }
    >
      <div className={css['form']}>
        {done && people.told ? <ToldNotice told={people.told} /> : null}
        <TextField
          label={t('people:name')}
          hint={t('people:nameHint')}
          value={name}
          onChange={setName}
          maxLength={80}
          autoFocus
          required
        />
        <Select
          label={t('people:role')}
          options={givenRoles.map((id) => ({ id, label: t(`unlock:role.${id}`) }))}
          value={role}
          onChange={(id) => setRole(givenRoles.find((one) => one === id) ?? null)}
          required
        />
        <WardChoice value={wards} onChange={setWards} />
        <TextField
          label={t('people:practice')}
          hint={t('people:practiceHint')}
          value={practice}
          onChange={setPractice}
          maxLength={40}
        />
        <Select
          label={t('people:validFor')}
          options={yearChoices.map((count) => ({
            id: String(count),
            label: t('people:years', { count }),
          }))}
          value={String(years)}
          onChange={(id) => setYears(Number(id))}
        />
      </div>
    </SidePanel>
  );
}
