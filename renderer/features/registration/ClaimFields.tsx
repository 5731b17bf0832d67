import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { foldText } from '../../../shared/clinical/foldText.ts';
import type { Language } from '../../../shared/clinical/language.ts';
import { communesOfAddress } from '../../../shared/identity/communes.ts';
import { ethnicGroups } from '../../../shared/identity/ethnicGroups.ts';
import { nationalities } from '../../../shared/identity/nationalities.ts';
import { placeAddress, provinces } from '../../../shared/identity/provinces.ts';
import type { ReferenceTables } from '../../../shared/identity/referenceTables.ts';
import { ComboBox } from '../../ui/ComboBox.tsx';
import type { Option } from '../../ui/OptionList.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import {
  communeTyped,
  isNewborn,
  needsGuardian,
  occupationTyped,
  occupationsOf,
  unreadableClaim,
} from './claimForm.ts';
import type { ClaimForm, PersonInForm } from './claimForm.ts';
import css from './registration.module.css';

interface ClaimFieldsProps {
  readonly form: ClaimForm & PersonInForm;
  readonly set: (part: Partial<ClaimForm>) => void;
  readonly tables: ReferenceTables;
  readonly now: string;
  readonly disabled: boolean;
}

/** Most communes that are offered at once: a province has a hundred. */
const mostOffered = 150;

/** What the insurance tables want of a person; all of it may wait until discharge. */
export function ClaimFields(props: ClaimFieldsProps) {
  const { form, set, now, disabled } = props;
  const { t } = useTranslation('registration');
  const language = useLanguage();
  const bad = unreadableClaim(form);
  const asked = (empty: boolean) => (empty ? t('beforeDischarge') : undefined);
  return (
    <fieldset className={css['section']} disabled={disabled}>
      <legend>{t('claim')}</legend>
      <div className={css['grid']}>
        <PlaceFields {...props} />
        <OccupationField {...props} />
        <ComboBox
          label={t('ethnicity')}
          options={ethnicGroups.map(({ code, name }) => ({ id: code, label: name }))}
          value={form.ethnicity}
          onChange={(ethnicity) => set({ ethnicity })}
          disabled={disabled}
          aside={asked(form.ethnicity === null)}
        />
        <ComboBox
          label={t('nationality')}
          options={nationalityOptions(form.nationality, language)}
          value={form.nationality}
          onChange={(nationality) => set({ nationality })}
          disabled={disabled}
          aside={asked(form.nationality === null)}
          error={bad.includes('nationality') ? t('nationalityUnreadable') : undefined}
        />
        {isNewborn(form, now) || form.birthTime !== '' ? (
          <TextField
            label={t('birthTime')}
            value={form.birthTime}
            onChange={(birthTime) => set({ birthTime })}
            disabled={disabled}
            aside={asked(form.birthTime === '')}
            error={bad.includes('birthTime') ? t('birthTimeUnreadable') : undefined}
          />
        ) : null}
        {needsGuardian(form, now) || form.guardian !== '' ? (
          <>
            <TextField
              label={t('guardian')}
              value={form.guardian}
              onChange={(guardian) => set({ guardian })}
              maxLength={120}
              disabled={disabled}
              aside={asked(form.guardian === '')}
            />
            <TextField
              label={t('guardianRelationship')}
              value={form.guardianRelationship}
              onChange={(guardianRelationship) => set({ guardianRelationship })}
              maxLength={60}
              disabled={disabled}
            />
          </>
        ) : null}
      </div>
    </fieldset>
  );
}

/** Every nationality by name; a code without one, as it stands. */
function nationalityOptions(standing: string | null, language: Language): readonly Option[] {
  const named = nationalities(language).map(({ code, name }): Option => ({
    id: code,
    label: name,
  }));
  return standing === null || named.some(({ id }) => id === standing)
    ? named
    : [...named, { id: standing, label: standing }];
}

/** Province and commune: chosen from the list where there is one, kept as typed where not. */
function PlaceFields({ form, set, tables, disabled }: ClaimFieldsProps) {
  const { t } = useTranslation('registration');
  const { provinceCode, commune, communeCode, address } = form;
  const rows = tables.communes?.rows;
  const may = useMemo(() => (rows ? communesOfAddress(rows, address) : []), [rows, address]);
  const offered = useMemo(() => {
    const folded = foldText(commune);
    const within = (rows ?? []).filter((row) => row.provinceCode === provinceCode);
    const fitting = communeCode
      ? within
      : within.filter(({ name }) => foldText(name).includes(folded));
    // Those that the address may mean come first.
    const sorted = [
      ...may.filter((row) => fitting.includes(row)),
      ...fitting.filter((row) => !may.includes(row)),
    ];
    return sorted.slice(0, mostOffered).map(({ code, name, former }): Option => ({
      id: code,
      label: name,
      ...(former.length > 0 ? { detail: former.join('; ') } : {}),
    }));
  }, [rows, provinceCode, commune, communeCode, may]);
  const former = placeAddress(address)?.former === true || may.length > 1;
  const aside =
    commune === ''
      ? t('beforeDischarge')
      : rows && provinceCode !== null && communeCode === null
        ? t('notInList')
        : undefined;
  return (
    <>
      <ComboBox
        label={t('province')}
        options={provinces.map(({ code, name, formerNames }) => ({
          id: code,
          label: name,
          ...(formerNames.length > 0 ? { detail: formerNames.join(', ') } : {}),
        }))}
        value={provinceCode}
        onChange={(code) => set({ provinceCode: code, ...communeTyped(tables, code, commune) })}
        disabled={disabled}
        aside={provinceCode === null ? t('beforeDischarge') : undefined}
      />
      <ComboBox
        label={t('commune')}
        options={offered}
        value={communeCode}
        text={commune}
        onText={(text) => set(communeTyped(tables, provinceCode, text, communeCode))}
        onChange={(code) => {
          const chosen = rows?.find((row) => row.code === code);
          if (chosen) set({ commune: chosen.name, communeCode: chosen.code });
        }}
        allowsFreeText
        filtered
        disabled={disabled}
        aside={aside}
        warning={former && commune === '' ? t('communeJoined') : undefined}
      />
    </>
  );
}

function OccupationField({ form, set, tables, disabled }: ClaimFieldsProps) {
  const { t } = useTranslation('registration');
  const { occupation, occupationCode } = form;
  const offered = useMemo(() => {
    const folded = foldText(occupation);
    return occupationsOf(tables)
      .filter(({ name }) => foldText(name).includes(folded))
      .slice(0, mostOffered)
      .map(({ code, name }): Option => ({
        id: name,
        label: name,
        ...(code ? { detail: code } : {}),
      }));
  }, [tables, occupation]);
  const inList = offered.some(({ label }) => label === occupation);
  return (
    <ComboBox
      label={t('occupation')}
      options={offered}
      value={inList ? occupation : null}
      text={occupation}
      onText={(text) => set(occupationTyped(tables, text))}
      onChange={(name) => {
        if (name !== null) set(occupationTyped(tables, name));
      }}
      allowsFreeText
      filtered
      disabled={disabled}
      aside={
        occupation === ''
          ? t('beforeDischarge')
          : occupationCode === null && tables.occupations
            ? t('notInList')
            : undefined
      }
    />
  );
}
