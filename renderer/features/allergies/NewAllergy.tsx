import { useTranslation } from 'react-i18next';
import { searchAllergens } from '../../../shared/clinical/catalogue/search.ts';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceTiles } from '../../ui/ChoiceTiles.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { EntryForm } from '../../ui/EntryPanel.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { stamp } from '../chart/directory.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useAct } from '../../app/useAct.ts';
import { useJournalledForm } from '../../app/useJournalledForm.ts';
import {
  allergyFormSchema,
  certainties,
  emptyAllergyForm,
  readAllergyForm,
  severities,
} from './allergyForm.ts';

/** Records an allergy: a substance of the catalogue, or free words where it has none. */
export function NewAllergy({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation('allergies');
  const { replica, author } = useSession();
  const language = useLanguage();
  const alive = useReplicaAlive();
  const form = useJournalledForm('allergy', patientId, allergyFormSchema, emptyAllergyForm);
  const act = useAct();
  const { value, set } = form;
  const read = readAllergyForm(value, new Date().getFullYear());
  const found = searchAllergens(value.substance);
  const freeText = read.kind === 'complete' && read.fields.substanceCode === undefined;
  const notMine = useNotMine();
  const locked = !alive
    ? t('locked.notAlive')
    : (notMine('create', 'allergy') ?? (read.kind === 'gap' ? t(`locked.${read.gap}`) : undefined));

  async function save(): Promise<void> {
    if (read.kind !== 'complete' || locked !== undefined) return;
    const done = await act.run(() =>
      replica.records.create('allergy', patientId, read.fields, author),
    );
    if (done) form.clear();
  }

  if (!form.ready) return <Skeleton lines={4} />;
  return (
    <EntryForm
      label={t('newAllergy')}
      title={t('newAllergy')}
      onSave={() => void save()}
      foot={
        <>
          <SaveFailure error={act.error} />
          <Button
            kind="primary"
            wide
            shortcut="Ctrl Enter"
            busy={act.busy}
            lockedBecause={locked}
            onPress={() => void save()}
          >
            {t('record')}
          </Button>
        </>
      }
    >
      {form.restoredAt ? (
        <Notice tone="wait" title={t('restored', { time: stamp(form.restoredAt) })} />
      ) : null}
      {form.notKept ? <Notice tone="refused" title={t('notKept')} urgent /> : null}
      <ComboBox
        label={t('substance')}
        placeholder={t('substancePlaceholder')}
        options={found.map((allergen) => ({
          id: allergen.code,
          label: allergen.name[language],
          detail: t(`kind.${allergen.kind}`),
        }))}
        value={value.code}
        onChange={(code) => {
          const chosen = found.find((allergen) => allergen.code === code);
          if (chosen) set({ code: chosen.code, substance: chosen.name[language] });
        }}
        text={value.substance}
        onText={(substance) => set({ substance })}
        warning={freeText ? t('freeText') : undefined}
        allowsFreeText
        filtered
        required
      />
      <TextField
        label={t('reaction')}
        placeholder={t('reactionPlaceholder')}
        value={value.reaction}
        onChange={(reaction) => set({ reaction })}
        maxLength={200}
      />
      <ChoiceTiles
        label={t('severity')}
        choices={severities.map((severity) => ({
          value: severity,
          label: t(`severity.${severity}`),
        }))}
        value={value.severity}
        onChange={(severity) => set({ severity })}
      />
      <ChoiceTiles
        label={t('certainty')}
        choices={certainties.map((certainty) => ({
          value: certainty,
          label: t(`certainty.${certainty}`),
        }))}
        value={value.certainty}
        onChange={(certainty) => set({ certainty })}
        required
      />
      <TextField
        label={t('year')}
        value={value.year}
        onChange={(year) => set({ year })}
        inputMode="numeric"
        maxLength={4}
        error={read.kind === 'gap' && read.gap === 'year' ? t('yearUnreadable') : undefined}
      />
    </EntryForm>
  );
}
