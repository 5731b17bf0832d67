import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/clinical/dates.ts';
import type { Account } from '../../../shared/people/account.ts';
import type { PersonChange } from '../../../shared/people/newPerson.ts';
import type { Role } from '../../../shared/people/role.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { givenRoles, yearChoices } from './givenRoles.ts';
import css from './people.module.css';
import type { People } from './usePeople.ts';
import { WardChoice } from './WardChoice.tsx';

const same = 'same';

/**
 * A new certificate that takes the place of the one that stands: another role, other wards, a longer
 * time, or nothing but new keys for a forgotten password. What it means is said before it is done.
 */
export function RenewAccount(props: {
  readonly account: Account;
  readonly people: People;
  /** Else only the password and the keys are new. */
  readonly withChanges: boolean;
  readonly onDone: () => void;
}) {
  const { account, people, withChanges, onDone } = props;
  const { t } = useTranslation(['people', 'unlock']);
  const [role, setRole] = useState<Role>(account.role);
  const [wards, setWards] = useState(account.wards as readonly string[]);
  const [practice, setPractice] = useState(account.practiceNumber ?? '');
  const mustLengthen = Date.parse(account.validUntil) <= Date.now();
  const [years, setYears] = useState<string>(mustLengthen && withChanges ? '1' : same);

  const practiceNumber = practice.trim().normalize('NFC');
  const change: PersonChange = {
    ...(role === account.role ? {} : { role }),
    ...(sameWards(wards, account.wards) ? {} : { wards: [...wards] }),
    ...(practiceNumber === (account.practiceNumber ?? '')
      ? {}
      : { practiceNumber: practiceNumber === '' ? null : practiceNumber }),
    ...(years === same ? {} : { years: Number(years) }),
  };
  const changes = Object.keys(change).length > 0;
  const renew = async () => {
    const request = { act: 'renew' as const, person: account.key };
    if (await people.act(changes ? { ...request, change } : request, account.displayName)) onDone();
  };

  return (
    <section className={css['act']} aria-labelledby="renew-account">
      <h3 id="renew-account">{t(withChanges ? 'people:renew' : 'people:renewPassword')}</h3>
      {withChanges ? (
        <>
          <Select
            label={t('people:role')}
            options={givenRoles.map((id) => ({ id, label: t(`unlock:role.${id}`) }))}
            value={role}
            onChange={(id) => setRole(givenRoles.find((one) => one === id) ?? account.role)}
          />
          <WardChoice value={wards} onChange={setWards} />
          <TextField
            label={t('people:practice')}
            value={practice}
            onChange={setPractice}
            maxLength={40}
          />
          <Select
            label={t('people:validUntil')}
            options={[
              ...(mustLengthen
                ? []
                : [
                    {
                      id: same,
                      label: t('people:keepEnd', { date: formatDate(account.validUntil) }),
                    },
                  ]),
              ...yearChoices.map((count) => ({
                id: String(count),
                label: t('people:yearsFromNow', { count }),
              })),
            ]}
            value={years}
            onChange={setYears}
          />
        </>
      ) : null}
      <ul className={css['means']}>
        <li>{t('people:meansPassword')}</li>
        <li>{t('people:meansLock')}</li>
        <li>{t('people:meansSigned')}</li>
      </ul>
      <Button
        kind="primary"
        onPress={() => void renew()}
        busy={people.busy}
        lockedBecause={
          withChanges && !changes
            ? t('people:needsChange')
            : !withChanges && mustLengthen
              ? t('people:needsYears')
              : undefined
        }
      >
        {withChanges ? t('people:renewChanged') : t('people:renewDo')}
      </Button>
    </section>
  );
}

function sameWards(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((ward) => b.includes(ward));
}
