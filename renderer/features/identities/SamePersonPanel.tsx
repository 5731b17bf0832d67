import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PatientLines } from '../find/PatientLines.tsx';
import { usePatientSearch } from '../find/usePatientSearch.ts';
import { useScans } from '../scanning/scansContext.tsx';
import { Completeness } from '../sync/Completeness.tsx';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';

const most = 30;

/**
 * Finds the other record of somebody by the one search, and puts the two side by side. So whoever was
 * registered without a name is joined with their real record once they are known.
 */
export function SamePersonPanel(props: {
  readonly patientId: string;
  readonly onClose: () => void;
}) {
  const { patientId, onClose } = props;
  const { t } = useTranslation('identities');
  const navigate = useNavigate();
  const groups = usePatientGroups();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = usePatientSearch(query, most);
  const own = groups.survivorOf(patientId);
  const others = found.patients.filter((each) => groups.survivorOf(each.patientId) !== own);
  const answered = found.text === query && query.trim() !== '';
  const current = others[Math.min(at, others.length - 1)];
  const type = (text: string) => {
    setQuery(text);
    setAt(0);
  };
  useScans((text) => {
    type(text);
    return true;
  });
  const compare = (other: string | undefined) => {
    if (other === undefined || !answered) return;
    void navigate({ to: '/duplicates', search: { a: own, b: other } });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => setAt(Math.min(at + 1, others.length - 1)),
      ArrowUp: () => setAt(Math.max(at - 1, 0)),
      Enter: () => compare(current?.patientId),
    };
    if (!Object.hasOwn(moves, event.key) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    moves[event.key]!();
  };
  return (
    <SidePanel title={t('samePersonTitle')} onClose={onClose} width={720}>
      <div className={css['same']}>
        <TextField
          label={t('samePersonTitle')}
          hint={t('samePersonHint')}
          value={query}
          onChange={type}
          onKeyDown={onKeyDown}
          autoFocus
        />
        {answered ? (
          <ul role="listbox" aria-label={t('samePersonTitle')} className={css['found']}>
            <PatientLines id={id} patients={others} whole current={current} onOpen={compare} />
          </ul>
        ) : null}
        {answered && others.length === 0 ? <p role="status">{t('samePersonNone')}</p> : null}
        <Completeness />
      </div>
    </SidePanel>
  );
}
