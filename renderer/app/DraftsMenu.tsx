import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { openDrafts } from '../features/ward/boardPatients.ts';
import { PencilIcon } from '../ui/icons.tsx';
import { patientRecordId } from '../../shared/records/ids.ts';
import css from './frame.module.css';
import { useLiveQuery, useSession } from './session.tsx';

/** The drafts of the person who is signed in, from wherever they are: each leads to its chart. */
export function DraftsMenu() {
  const { t } = useTranslation(['frame', 'ui']);
  const { person } = useSession();
  const navigate = useNavigate();
  const own = useLiveQuery(
    'notes',
    useMemo(
      () => ({ selector: { kind: 'noteDraft', recordedBy: person.key } }) as object,
      [person.key],
    ),
  );
  const signed = useLiveQuery(
    'notes',
    useMemo(
      () =>
        ({
          selector: { kind: 'note', draftId: { $in: own?.map(({ id }) => id) ?? [] } },
        }) as object,
      [own],
    ),
  );
  const drafts = own && signed ? openDrafts([...own, ...signed]) : [];
  const patientIds = [...new Set(drafts.map(({ patientId }) => patientId))];
  const patients = useLiveQuery('patients', {
    selector: { id: { $in: patientIds.map(patientRecordId) } },
  });
  if (drafts.length === 0) return null;
  const label = t('frame:drafts', { count: drafts.length });
  return (
    <MenuTrigger>
      <Button className={css['drafts']!} aria-label={label}>
        <PencilIcon size={15} />
        <strong>{drafts.length}</strong>
      </Button>
      <Popover className={css['wardList']!} placement="bottom start">
        <Menu
          aria-label={label}
          onAction={(patientId) =>
            void navigate({ to: '/patients/$patientId', params: { patientId: String(patientId) } })
          }
        >
          {patientIds.map((patientId) => {
            const patient = patients?.find((one) => one.id === patientRecordId(patientId));
            const name = patient?.name ?? `${t('ui:nameUnknown')} ${patient?.recordNumber ?? ''}`;
            return (
              <MenuItem
                key={patientId}
                id={patientId}
                textValue={name}
                className={css['wardItem']!}
              >
                {name}
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
