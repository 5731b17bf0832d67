import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../shared/clinical/dates.ts';
import type { Account } from '../../../shared/people/account.ts';
import { useSession } from '../../app/session.tsx';
import { personName, stamp, wardName } from '../chart/directory.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { EndAccount } from './EndAccount.tsx';
import { isRootKeys } from './givenRoles.ts';
import css from './people.module.css';
import { RenewAccount } from './RenewAccount.tsx';
import { ToldNotice } from './ToldNotice.tsx';
import type { People } from './usePeople.ts';

const acts = ['password', 'change', 'end'] as const;
type Act = (typeof acts)[number];

/** One person's account: what it is, and what an administrator does with it. */
export function PersonPanel(props: {
  readonly account: Account;
  readonly people: People;
  /** What was done while this panel is open, of this person. */
  readonly isTold: boolean;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const { account, people, isTold, onDone, onClose } = props;
  const { t } = useTranslation(['people', 'unlock']);
  const { app } = useSession();
  const [act, setAct] = useState<Act | undefined>(undefined);
  const done = () => {
    setAct(undefined);
    onDone();
  };
  const { displayName, role, wards, practiceNumber, validFrom, validUntil, revoked } = account;
  const facts: readonly (readonly [string, string])[] = [
    [t('people:role'), t(`unlock:role.${role}`)],
    [
      t('people:wards'),
      wards.length === 0
        ? t('people:everywhere')
        : wards.map((code) => wardName(app, code)).join(', '),
    ],
    [t('people:practice'), practiceNumber ?? t('people:noPractice')],
    [
      t('people:validity'),
      t('people:fromUntil', { from: formatDate(validFrom), until: formatDate(validUntil) }),
    ],
    ...(revoked
      ? [
          [
            t('people:state.revoked'),
            [stamp(revoked.at), revoked.because === 'superseded' ? '' : (revoked.because ?? '')]
              .filter(Boolean)
              .join(': '),
          ] as const,
        ]
      : []),
    ...(account.ownPassword === undefined
      ? []
      : [
          [
            t('people:password'),
            account.ownPassword ? t('people:ownPassword') : t('people:noPassword'),
          ] as const,
        ]),
    [
      t('people:certifiedBy'),
      account.certifiedBy === undefined
        ? t('people:rootKey')
        : personName(app, account.certifiedBy),
    ],
    [t('people:key'), account.key],
  ];
  return (
    <SidePanel
      title={displayName}
      onClose={onClose}
      foot={
        isRootKeys(role)
          ? undefined
          : acts
              .filter((one) => one !== 'end' || account.standing !== 'revoked')
              .map((one) => (
                <Button
                  key={one}
                  kind={one === act ? 'primary' : 'plain'}
                  onPress={() => setAct(one)}
                >
                  {t(`people:act.${one}`)}
                </Button>
              ))
      }
    >
      <div className={css['form']}>
        {isTold && people.told ? <ToldNotice told={people.told} /> : null}
        {act === 'end' ? <EndAccount account={account} people={people} onDone={done} /> : null}
        {act === 'password' || act === 'change' ? (
          <RenewAccount
            key={act}
            account={account}
            people={people}
            withChanges={act === 'change'}
            onDone={done}
          />
        ) : null}
        <dl className={css['facts']}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {isRootKeys(role) ? (
          <Notice tone="info" title={t('people:rootKeyOnly')}>
            {t(role === 'emergency' ? 'people:rootKeyCode' : 'people:rootKeyAdministrator')}
          </Notice>
        ) : null}
      </div>
    </SidePanel>
  );
}
