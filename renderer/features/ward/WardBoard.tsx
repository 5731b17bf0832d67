import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ward } from '../../../shared/bridge/contract.ts';
import { foldText } from '../../../shared/clinical/foldText.ts';
import { mayRead } from '../../../shared/people/mayRead.ts';
import { useSession } from '../../app/session.tsx';
import { isTyping } from '../../app/useShortcuts.ts';
import { useSettings } from '../../app/settings.tsx';
import { classNames } from '../../ui/classNames.ts';
import { SplitDiscIcon } from '../../ui/icons.tsx';
import { BoardRow } from './BoardRow.tsx';
import type { BoardPatient } from './boardPatients.ts';
import { panesOf, roomGroups, tallest } from './panes.ts';
import type { Pane } from './panes.ts';
import css from './ward.module.css';

/** Heights in pixels, as the tokens have them. */
const desk = { row: 30, narrow: 27, roomLine: 23, head: 26 };
const bedside = { row: 44, narrow: 44, roomLine: 28, head: 30 };
const twoPanesFrom = 1180;
const typeAheadMs = 900;

/**
 * The board: rooms and beds in one or two panes. One row has the focus; arrows move it, left and
 * right between the panes, letters jump to a name or bed, Enter opens the chart.
 */
export function WardBoard(props: {
  ward: Ward;
  patients: readonly BoardPatient[];
  /** The person whom the focus begins at, if they are on the board. */
  beginAt: string | undefined;
  onOpen: (patientId: string) => void;
}) {
  const { ward, patients, beginAt, onOpen } = props;
  const { t } = useTranslation('ward');
  const { settings } = useSettings();
  const { person } = useSession();
  const closed = !mayRead(person, 'condition', [ward.code]);
  const [board, { width, height }] = useSize<HTMLDivElement>();
  const sizes = settings.density === 'bedside' ? bedside : desk;

  const { panes, narrow } = useMemo(() => {
    const groups = roomGroups(ward, patients);
    const count = width >= twoPanesFrom ? 2 : 1;
    const wide = panesOf(groups, count, sizes.row, sizes.roomLine);
    const fits = tallest(wide) + sizes.head <= height;
    return { panes: wide, narrow: !fits && count === 2 };
  }, [ward, patients, width, height, sizes]);
  const columns = panes.map((pane) => pane.groups.flatMap((group) => group.patients));
  const order = columns.flat();
  const [focused, setFocused] = useState(beginAt);
  const current = order.find(({ patientId }) => patientId === focused) ?? order[0];
  const typed = useRef({ text: '', at: 0 });

  // Arrows work at once when the board opens, unless somebody is typing or reading elsewhere.
  const laidOut = width > 0;
  useEffect(() => {
    const at = document.activeElement;
    if (!laidOut || isTyping(at) || at?.closest('[role=dialog]')) return;
    board.current?.querySelector<HTMLElement>('[data-patient][tabindex="0"]')?.focus();
  }, [laidOut, board]);

  const moveTo = (patient: BoardPatient | undefined) => {
    if (!patient) return;
    setFocused(patient.patientId);
    rowOf(board.current, patient.patientId)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target))
      return;
    const at = order.indexOf(current);
    const moves: Readonly<Record<string, () => BoardPatient | undefined>> = {
      ArrowDown: () => order[at + 1],
      ArrowUp: () => order[at - 1],
      ArrowLeft: () => beside(columns, current, -1),
      ArrowRight: () => beside(columns, current, 1),
      Home: () => order[0],
      End: () => order.at(-1),
    };
    if (event.key === 'Enter') onOpen(current.patientId);
    else if (Object.hasOwn(moves, event.key)) moveTo(moves[event.key]!());
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
      const continues = event.timeStamp - typed.current.at < typeAheadMs;
      const text = (continues ? typed.current.text : '') + event.key;
      typed.current = { text, at: event.timeStamp };
      moveTo(jumpTo(order, text));
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={board}
      className={classNames(css['board'], narrow && css['narrow'])}
      onKeyDown={onKeyDown}
    >
      {panes.map((pane, index) => (
        <PaneTable key={index} pane={pane} label={t('pane', { number: index + 1 })}>
          {(patient) => (
            <BoardRow
              key={patient.patientId}
              patient={patient}
              focusable={patient === current}
              closed={closed}
              onFocus={() => setFocused(patient.patientId)}
              onOpen={() => onOpen(patient.patientId)}
            />
          )}
        </PaneTable>
      ))}
    </div>
  );
}

function PaneTable(props: {
  pane: Pane;
  label: string;
  children: (patient: BoardPatient) => ReactNode;
}) {
  const { t } = useTranslation('ward');
  return (
    <div role="grid" aria-label={props.label} className={css['pane']}>
      <div role="row" className={classNames(css['row'], css['heads'])}>
        <Head short={t('head.bed')} long={t('head.bedLong')} />
        <span role="columnheader">{t('head.name')}</span>
        <span role="columnheader">{t('head.age')}</span>
        <span role="columnheader">{t('head.diagnosis')}</span>
        <Head short={t('head.drugs')} long={t('head.drugsLong')} place="number" />
        <Head short={t('head.drafts')} long={t('head.draftsLong')} place="number" />
        <Head short={t('head.allergy')} long={t('head.allergyLong')} place="centre" />
        <Head short={<SplitDiscIcon size={14} />} long={t('head.disputedLong')} place="centre" />
        <Head short={t('head.delivery')} long={t('head.deliveryLong')} place="centre" />
      </div>
      {props.pane.groups.map((group) => (
        <div role="rowgroup" key={group.room ?? ''}>
          <div role="row" className={css['roomLine']}>
            <span role="rowheader">
              <strong>{group.room ? t('room', { room: group.room }) : t('noBed')}</strong>{' '}
              {group.note}
            </span>
            <span role="gridcell">{t('people', { count: group.patients.length })}</span>
          </div>
          {group.patients.map(props.children)}
        </div>
      ))}
    </div>
  );
}

/** A column's head, shortened; its whole words are its name and its tooltip. */
function Head(props: { short: ReactNode; long: string; place?: 'number' | 'centre' }) {
  return (
    <span
      role="columnheader"
      className={classNames(props.place && css[props.place])}
      title={props.long}
    >
      <span aria-hidden>{props.short}</span>
      <span className="visuallyHidden">{props.long}</span>
    </span>
  );
}

/** The row at the same height in the pane to the left or right. */
function beside(
  columns: readonly (readonly BoardPatient[])[],
  from: BoardPatient,
  step: number,
): BoardPatient | undefined {
  const pane = columns.findIndex((column) => column.includes(from));
  const other = columns[pane + step];
  return other?.[Math.min(columns[pane]!.indexOf(from), other.length - 1)];
}

/** Who is meant by what was typed: a bed, else the beginning of the given name, else of any part. */
function jumpTo(order: readonly BoardPatient[], typed: string): BoardPatient | undefined {
  const text = foldText(typed);
  const parts = ({ patient }: BoardPatient) => foldText(patient.name ?? '').split(' ');
  return (
    order.find(({ bed }) => bed?.toLowerCase().startsWith(text)) ??
    order.find(({ bed }) => bed?.replace(/^0+/, '') === text) ??
    order.find((patient) => parts(patient).at(-1)!.startsWith(text)) ??
    order.find((patient) => parts(patient).some((part) => part.startsWith(text)))
  );
}

function rowOf(board: HTMLElement | null, patientId: string): HTMLElement | null {
  return board?.querySelector<HTMLElement>(`[data-patient="${patientId}"]`) ?? null;
}

function useSize<E extends HTMLElement>() {
  const element = useRef<E>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, size] as const;
}
