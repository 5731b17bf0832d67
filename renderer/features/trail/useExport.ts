import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrailFilter } from '../../../shared/audit/trailFilter.ts';
import { trailNumbers, trailText } from '../../../shared/audit/trailText.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { bridge } from '../../app/bridge.ts';
import { useSession } from '../../app/session.tsx';

/** A report is a file of at most a million characters; an entry is some two hundred. */
const entriesAFile = 3000;

/** Writes the listed entries as files that name nobody, for other programs; that it was done is on the trail first. */
export function useExport(filter: TrailFilter) {
  const { t } = useTranslation('trail');
  const { app, auditFirst, replica } = useSession();
  const [exporting, setExporting] = useState(false);
  const [said, setSaid] = useState<string | undefined>(undefined);
  const write = async (): Promise<string> => {
    const { count } = await replica.trailPart(filter, 0, 0);
    await auditFirst({ action: 'export', about: { what: 'auditTrail', records: count } });
    const time = localInstant(new Date()).slice(0, 19).replace(/[-:T]/g, '');
    const parts = Math.ceil(count / entriesAFile);
    const numbers = trailNumbers();
    let path = '';
    for (let part = 0; part < parts; part += 1) {
      const { entries } = await replica.trailPart(filter, part * entriesAFile, entriesAFile);
      const text = trailText(entries, numbers);
      const name = `bedside-trail-${app.workstation.key}-${time}-${String(part + 1)}`;
      ({ path } = await bridge().saveReport({ name, text }));
    }
    return parts === 1
      ? t('exported', { count, path })
      : t('exportedParts', { count, parts, path });
  };
  const save = () => {
    setExporting(true);
    write()
      .then(setSaid, () => setSaid(t('notExported')))
      .finally(() => setExporting(false));
  };
  return { exporting, said, save };
}
