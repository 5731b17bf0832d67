import type { TFunction } from 'i18next';
import type { AppDescription } from '../../../shared/bridge/contract.ts';
import type { AuditEntry } from '../../../shared/audit/entry.ts';
import { wardName } from '../chart/directory.ts';
import { sheetKinds } from '../print/sheets.tsx';

const oneOf =
  <W extends string>(words: readonly W[]) =>
  (code: unknown): W | undefined =>
    words.find((word) => word === code);

const sheetIn = oneOf(sheetKinds);
const exportedIn = oneOf(['rescueFile', 'auditTrail', 'handOver']);
const choiceIn = oneOf(['refill', 'join', 'moved', 'startAnew', 'sendHeldBack']);
const answerIn = oneOf(['link', 'unlink', 'different', 'later', 'sorted']);

/** What an entry's code says in words: the paper, the file, the choice. Empty where it is of no code known here. */
export function whatWords(
  t: TFunction<['trail', 'print']>,
  app: AppDescription,
  { action, about = {} }: AuditEntry,
): string {
  const what = about['what'];
  const count = Number(about['count'] ?? about['records'] ?? 0);
  switch (action) {
    case 'print': {
      const sheet = sheetIn(what);
      const paper = sheet ? t(`print:sheet.${sheet}`) : t('trail:paper.chart');
      return t('trail:pieces', { paper, count });
    }
    case 'export': {
      const exported = exportedIn(what);
      const words = exported ? t(`trail:exported.${exported}`) : '';
      return count === 0 ? words : `${words}, ${t('trail:records', { count })}`;
    }
    case 'rescueIn':
      return t('trail:records', { count });
    case 'chooseServer':
      return choiceIn(what) ? t(`trail:choice.${choiceIn(what)!}`) : '';
    case 'patientLink':
      return answerIn(what) ? t(`trail:answer.${answerIn(what)!}`) : '';
    case 'viewBoard':
      return wardName(app, String(about['ward'] ?? ''));
    default:
      return '';
  }
}
