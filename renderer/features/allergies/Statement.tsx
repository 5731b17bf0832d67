import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { personName, stamp } from '../chart/directory.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { sidesIn } from '../chart/sides.ts';
import { useAct } from '../../app/useAct.ts';
import type { Chart } from '../chart/useChart.ts';
import { Disagreements } from '../disagreements/Disagreements.tsx';
import { TimeMark } from '../times/TimeMark.tsx';

/** What was said when nothing is recorded: not asked, or asked and none known. They differ. */
export function Statement({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation('allergies');
  const { app, replica, author } = useSession();
  const locked = useNotMine()('edit', 'patient');
  const act = useAct();
  const { patient, knowledge } = chart;
  const identities = [patient, ...chart.linked];
  const said = sidesIn(patient, 'allergyStatement')[0]?.write;
  const state = (allergyStatement: 'notAsked' | 'noneKnown') =>
    void act.run(async () => {
      // It is said of the person: every identity that says otherwise is told, or it would still stand.
      for (const identity of identities) {
        if (identity !== patient && identity.allergyStatement === allergyStatement) continue;
        await replica.records.save<'patient'>(identity, { allergyStatement }, author);
      }
    });
  const bySomebody = said
    ? t('saidBy', { name: personName(app, said.by, said.credential), time: stamp(said.at) })
    : '';
  return (
    <>
      <Disagreements records={identities} units={['allergyStatement']} heading="h3" />
      {knowledge.kind === 'notAsked' ? (
        <Notice
          tone="warn"
          title={t('notAskedTitle')}
          acts={
            <Button onPress={() => state('noneKnown')} busy={act.busy} lockedBecause={locked}>
              {t('sayNoneKnown')}
            </Button>
          }
        >
          {t('notAskedDo')}
        </Notice>
      ) : null}
      {knowledge.kind === 'noneKnown' ? (
        <Notice
          tone="info"
          title={t('noneKnownTitle')}
          acts={
            <Button
              kind="quiet"
              onPress={() => state('notAsked')}
              busy={act.busy}
              lockedBecause={locked}
            >
              {t('withdraw')}
            </Button>
          }
        >
          {bySomebody} {said ? <TimeMark at={said.at} on={said.on} /> : null}
        </Notice>
      ) : null}
      {knowledge.kind === 'known' && knowledge.againstStatement ? (
        <Notice
          tone="warn"
          title={t('againstStatementTitle')}
          acts={
            <Button onPress={() => state('notAsked')} busy={act.busy} lockedBecause={locked}>
              {t('withdraw')}
            </Button>
          }
        >
          {bySomebody} {t('againstStatement')}
        </Notice>
      ) : null}
      <SaveFailure error={act.error} />
    </>
  );
}
