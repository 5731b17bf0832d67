import type { KeyboardEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { accountStates } from '../../../shared/people/account.ts';
import { roleSchema } from '../../../shared/people/role.ts';
import { useSession } from '../../app/session.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './people.module.css';
import type { PeopleFilter } from './peopleList.ts';

const all = 'all';

/** By typing, by role, by ward and by how the account stands. */
export function PeopleFilters(props: {
  readonly filter: PeopleFilter;
  readonly onChange: (filter: PeopleFilter) => void;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
}) {
  const { filter, onChange, inputRef, onKeyDown } = props;
  const { t } = useTranslation(['people', 'unlock']);
  const { app } = useSession();
  const withAll = <T extends string>(
    words: string,
    ids: readonly T[],
    label: (id: T) => string,
  ) => [{ id: all, label: words }, ...ids.map((id) => ({ id, label: label(id) }))];
  return (
    <div role="group" aria-label={t('people:filters')} className={css['filters']}>
      <TextField
        label={t('people:search')}
        value={filter.text}
        onChange={(text) => onChange({ ...filter, text })}
        placeholder={t('people:searchHint')}
        inputRef={inputRef}
        onKeyDown={onKeyDown}
        autoFocus
      />
      <Select
        label={t('people:role')}
        options={withAll(t('people:everyRole'), roleSchema.options, (id) => t(`unlock:role.${id}`))}
        value={filter.role ?? all}
        onChange={(id) =>
          onChange({ ...filter, role: roleSchema.options.find((role) => role === id) })
        }
      />
      <Select
        label={t('people:ward')}
        options={withAll(
          t('people:everyWard'),
          app.facility.wards.map(({ code }) => code),
          (id) => app.facility.wards.find(({ code }) => code === id)?.name ?? id,
        )}
        value={filter.ward ?? all}
        onChange={(id) => onChange({ ...filter, ward: id === all ? undefined : id })}
      />
      <Select
        label={t('people:head.state')}
        options={withAll(t('people:everyState'), accountStates, (id) => t(`people:state.${id}`))}
        value={filter.state ?? all}
        onChange={(id) =>
          onChange({ ...filter, state: accountStates.find((state) => state === id) })
        }
      />
    </div>
  );
}
