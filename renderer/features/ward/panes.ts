import type { Ward } from '../../../shared/bridge/contract.ts';
import type { BoardPatient } from './boardPatients.ts';

/** The people of one room, or (without a room) those who have no bed yet. */
export interface RoomGroup {
  readonly room: string | undefined;
  readonly note: string | undefined;
  readonly patients: readonly BoardPatient[];
}

/** Rooms in the ward's order, then rooms that the configuration doesn't know, then no bed. */
export function roomGroups(ward: Ward, patients: readonly BoardPatient[]): readonly RoomGroup[] {
  const placed = patients.filter(({ bed }) => bed !== undefined);
  const rooms = [
    ...ward.rooms.map(({ name }) => name),
    ...placed.map(({ room }) => room ?? '').filter((room) => room !== ''),
  ];
  const groups = [...new Set(rooms)].map((room) => ({
    room,
    note: ward.rooms.find(({ name }) => name === room)?.note,
    patients: placed.filter((patient) => patient.room === room),
  }));
  const elsewhere = patients.filter(({ bed, room }) => bed === undefined || room === undefined);
  return [...groups, { room: undefined, note: undefined, patients: elsewhere }].filter(
    (group) => group.patients.length > 0,
  );
}

export interface Pane {
  readonly groups: readonly RoomGroup[];
  readonly height: number;
}

/** Two panes of whole rooms, as equal in height as rooms allow; or one. Heights in pixels. */
export function panesOf(
  groups: readonly RoomGroup[],
  count: 1 | 2,
  row: number,
  roomLine: number,
): readonly Pane[] {
  const heightOf = (part: readonly RoomGroup[]) =>
    part.reduce((sum, { patients }) => sum + roomLine + patients.length * row, 0);
  const pane = (part: readonly RoomGroup[]): Pane => ({ groups: part, height: heightOf(part) });
  if (count === 1 || groups.length < 2) return [pane(groups)];
  let best = [pane(groups.slice(0, 1)), pane(groups.slice(1))] as const;
  for (let split = 2; split < groups.length; split += 1) {
    const next = [pane(groups.slice(0, split)), pane(groups.slice(split))] as const;
    if (tallest(next) < tallest(best)) best = next;
  }
  return best;
}

export function tallest(panes: readonly Pane[]): number {
  return Math.max(0, ...panes.map(({ height }) => height));
}
