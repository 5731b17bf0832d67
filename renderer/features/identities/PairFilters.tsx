import { useTranslation } from 'react-i18next';
import { pairShelves } from '../../../shared/identity/links/pairWork.ts';
import type { PairPage } from '../../../shared/identity/links/pairWork.ts';
import { useSession } from '../../app/session.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { Select } from '../../ui/Select.tsx';
import css from './identities.module.css';
import type { PairFilter } from './usePairPage.ts';

const all = 'all';

/** Waiting or answered, by the answer, with how many there are; by ward; the likeliest alone. */
export function PairFilters(props: {
  readonly filter: PairFilter;
  readonly counts: PairPage['counts'];
  readonly onChange: (filter: PairFilter) => void;
}) {
  const { filter, counts, onChange } = props;
  const { t } = useTranslation('identities');
  const { app } = useSession();
  return (
    <div role="group" aria-label={t('filters')} className={css['filters']}>
      <ChoiceTiles
        label={t('shelf')}
        value={filter.shelf}
        onChange={(shelf) => onChange({ ...filter, shelf })}
        choices={pairShelves.map((value) => ({
          value,
          label: t(`shelf.${value}`, { total: counts[value] }),
        }))}
      />
      <div className={css['selects']}>
        <Select
          label={t('ward')}
          options={[
            { id: all, label: t('everyWard') },
            ...app.facility.wards.map(({ code, name }) => ({ id: code, label: name })),
          ]}
          value={filter.ward ?? all}
          onChange={(id) => onChange({ ...filter, ward: id === all ? undefined : id })}
        />
        <Select
          label={t('alike')}
          options={[
            { id: all, label: t('everyPair') },
            { id: 'strong', label: t('strongOnly') },
          ]}
          value={filter.strong ? 'strong' : all}
          onChange={(id) => onChange({ ...filter, strong: id === 'strong' })}
        />
      </div>
    </div>
  );
}
