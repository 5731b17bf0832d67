import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BannerPhoto } from '../photo/BannerPhoto.tsx';
import { PrintLink } from '../print/PrintLink.tsx';
import { ageAt } from '../../../shared/clinical/age.ts';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import { otherValues } from '../../../shared/identity/links/jointIdentity.ts';
import { may, mayDo } from '../../../shared/people/rights.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import { ageInWords } from '../../ui/ageInWords.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { PencilIcon, SplitDiscIcon, WarningIcon } from '../../ui/icons.tsx';
import { LinkedIdentities } from '../identities/LinkedIdentities.tsx';
import { allergyWords } from './allergyWords.ts';
import { personName, stamp, wardName, workstationName } from './directory.ts';
import { isDisputed, sidesIn } from './sides.ts';
import type { Chart } from './useChart.ts';
import { useLikeNames } from './useLikeNames.ts';
import css from './banner.module.css';

/** Who this chart is about, on every page of it: never cut off, both values where people disagree. */
export function ChartBanner(props: {
  readonly chart: Chart;
  readonly onEditPatient: () => void;
  readonly onTransfer: () => void;
  readonly onPhoto: () => void;
}) {
  const { chart, onEditPatient, onTransfer, onPhoto } = props;
  const { t } = useTranslation(['chart', 'ui', 'patient', 'encounter']);
  const { t: tUi } = useTranslation('ui');
  const { app, person } = useSession();
  const mayEdit = may(person.role, 'edit', 'patient');
  const { patient, encounter } = chart;
  const likeNames = useLikeNames(chart);
  const today = localInstant(new Date());

  const birthWords = (value: unknown): ReactNode => {
    const { birthDate, birthDateEstimated } = (value ?? {}) as Partial<typeof patient>;
    if (birthDate === undefined) return t('chart:birthUnknown');
    const age = ageAt(birthDate, today);
    return (
      <>
        {formatPartialDate(birthDate)}{' '}
        <small>
          {age ? ageInWords(tUi, age) : ''}
          {birthDateEstimated ? ` ${t('chart:estimated')}` : ''}
        </small>
      </>
    );
  };

  return (
    <section className={css['banner']} aria-label={t('chart:banner')}>
      <BannerPhoto chart={chart} onOpen={onPhoto} />
      <div className={css['name']}>
        <div className={css['nameLine']}>
          <DisputableName chart={chart} />
          <div className={css['nameActs']}>
            <Button
              kind="quiet"
              icon={<PencilIcon size={14} />}
              label={t(mayEdit ? 'patient:editWhat' : 'patient:viewWhat')}
              onPress={onEditPatient}
            >
              {t(mayEdit ? 'patient:edit' : 'patient:view')}
            </Button>
            {mayDo(person.role, 'print') ? <PrintLink patientId={patient.patientId} /> : null}
          </div>
        </div>
        <LinkedIdentities chart={chart} />
        {likeNames.map(({ patient: other, bed }) => (
          <p key={other.id} className={css['like']}>
            ≈ {t('chart:sameWard')} {other.name?.toLocaleUpperCase('vi')}
            {other.birthDate ? `, ${other.birthDate.slice(0, 4)}` : ''}
            {bed ? `, ${bed}` : ''}
          </p>
        ))}
      </div>
      <dl className={css['cells']}>
        <Cell
          label={t('chart:birthDate')}
          record={patient}
          linked={chart.linked}
          unit="birthDate"
          words={birthWords}
        />
        <Cell
          label={t('chart:sex')}
          record={patient}
          linked={chart.linked}
          unit="sex"
          words={(value) => t(`ui:sex.${value as typeof patient.sex}`)}
        />
        <Cell
          label={t('chart:recordNumber')}
          record={patient}
          unit="recordNumber"
          words={(value) => String(value)}
        />
        {encounter ? (
          <Cell
            label={t('chart:bed')}
            record={encounter}
            unit="location"
            words={(value) => {
              const { ward, room, bed } = value as Partial<typeof encounter>;
              return (
                <>
                  {bed ?? t('chart:noBed')}{' '}
                  <small>
                    {room ? `${t('chart:roomShort', { room })}, ` : ''}
                    {ward ? wardName(app, ward) : ''}
                  </small>
                </>
              );
            }}
            act={
              may(person.role, 'edit', 'encounter') ? (
                <Button kind="quiet" label={t('encounter:transferWhat')} onPress={onTransfer}>
                  {t('encounter:transfer')}
                </Button>
              ) : null
            }
          />
        ) : (
          <div className={css['cell']}>
            <dt>{t('chart:bed')}</dt>
            <dd>{t('chart:noEncounterShort')}</dd>
          </div>
        )}
        <AllergyCell chart={chart} />
      </dl>
    </section>
  );
}

function DisputableName({ chart: { patient } }: { readonly chart: Chart }) {
  const { t } = useTranslation(['chart', 'ui']);
  if (!isDisputed(patient, 'name')) {
    return <h1>{patient.name?.toLocaleUpperCase('vi') ?? t('chart:nameUnknown')}</h1>;
  }
  return (
    <div className={css['disputedName']}>
      <span className={css['label']}>
        <SplitDiscIcon size={13} /> {t('chart:disputedField', { what: t('chart:name') })}
      </span>
      <h1>
        {sidesIn(patient, 'name').map((side) => (
          <Said key={side.dot} side={side}>
            {side.value === null
              ? t('chart:nameUnknown')
              : String(side.value).toLocaleUpperCase('vi')}
          </Said>
        ))}
      </h1>
    </div>
  );
}

/** One field; in a disagreement both values stacked, each telling who, when and where. */
function Cell(props: {
  label: string;
  record: AnyRecord;
  /** Other identities of the same person: what they say otherwise stands beneath. */
  linked?: Chart['linked'];
  unit: string;
  words: (value: unknown) => ReactNode;
  /** What can be done with the value, beside its label. */
  act?: ReactNode;
}) {
  const { label, record, linked = [], unit, words, act } = props;
  const { t } = useTranslation(['chart', 'identities']);
  const others = record.kind === 'patient' ? otherValues(record, linked, unit) : [];
  const disputed = isDisputed(record, unit);
  const sides = disputed ? sidesIn(record, unit) : sidesIn(record, unit).slice(0, 1);
  return (
    <div className={classNames(css['cell'], disputed && css['disputed'])}>
      <dt>
        {disputed ? <SplitDiscIcon size={13} /> : null}
        {disputed ? t('chart:disputedField', { what: label }) : label}
        {act}
      </dt>
      {sides.map((side) => (
        <dd key={`${side.dot} ${JSON.stringify(side.value)}`}>
          {disputed ? <Said side={side}>{words(side.value)}</Said> : words(side.value)}
        </dd>
      ))}
      {others.map(({ patient, value }) => (
        <dd key={patient.id} className={css['otherIdentity']}>
          <SplitDiscIcon size={13} /> {words(value)}{' '}
          <small>{t('identities:writtenUnder', { number: patient.recordNumber })}</small>
        </dd>
      ))}
    </div>
  );
}

function Said(props: { side: ReturnType<typeof sidesIn>[number]; children: ReactNode }) {
  const { app } = useSession();
  const { by, at, on, credential } = props.side.write;
  const who = `${personName(app, by, credential)}, ${stamp(at)}, ${workstationName(app, on)}`;
  return (
    <span className={css['said']} title={who}>
      {props.children}
      <span className="visuallyHidden"> ({who})</span>
    </span>
  );
}

function AllergyCell({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation(['ui', 'chart', 'allergies']);
  const { t: tAllergies } = useTranslation('allergies');
  const { patient, knowledge } = chart;
  if (knowledge.kind === 'known') {
    return (
      <div className={classNames(css['cell'], css['allergy'], css['allergic'])}>
        <dt>
          <WarningIcon size={14} />
          {t('chart:allergies')}
          {knowledge.againstStatement ? ` · ${t('chart:againstStatement')}` : ''}
        </dt>
        <dd>
          {knowledge.allergies.map((allergy) => allergyWords(tAllergies, allergy)).join('; ')}
        </dd>
      </div>
    );
  }
  if (isDisputed(patient, 'allergyStatement')) {
    return (
      <Cell
        label={t('chart:allergies')}
        record={patient}
        unit="allergyStatement"
        words={(value) => t(value === 'noneKnown' ? 'ui:allergy.noneKnown' : 'ui:allergy.notAsked')}
      />
    );
  }
  return (
    <div
      className={classNames(
        css['cell'],
        css['allergy'],
        knowledge.kind === 'notAsked' && css['notAsked'],
      )}
    >
      <dt>{t('chart:allergies')}</dt>
      <dd>{t(`ui:allergy.${knowledge.kind}`)}</dd>
    </div>
  );
}
