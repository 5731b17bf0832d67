import type { SearchAnswer } from '../../../../shared/identity/search/keepSearch.ts';
import { demonstrationFacility } from '../../../../shared/synthetic/facility.ts';
import { openMemoryReplica } from '../../../support/screens/memoryReplica.ts';
import { mountPages } from '../../../support/screens/mountPages.tsx';
import { sceneOf } from '../../../support/screens/scenes.ts';
import type { EngineAnswer, Keystroke, Patient } from './searchApi.ts';

/** Patients who lie on the ward's list behind the panel. */
const onTheWard = 40;

/** The application's own pages, whose find panel is typed into by real keys. */
export interface TypedPanel {
  /** Keys will make the field hold this text; on the way there the last answer stands. */
  expect(text: string): void;
  /** What the last of them took, once the frame that shows its answer has been made. */
  shown(): Promise<Keystroke>;
}

/**
 * Mounts the application to somebody who is signed in, over a small ward in memory. `ask` stands in
 * the place of the replica's search, behind the one call that the pages make.
 */
export async function openTypedPanel(
  ask: (text: string, limit: number) => Promise<EngineAnswer>,
): Promise<TypedPanel> {
  let pressedMs = 0;
  let expected: string | undefined;
  let tell: (answer: Required<EngineAnswer>) => void = () => undefined;
  let shown: Promise<Keystroke>;
  let standing: SearchAnswer = {
    patients: [],
    total: 0,
    checkMisfits: false,
    searched: 0,
    complete: true,
  };
  window.addEventListener('keydown', (event) => (pressedMs = event.timeStamp), true);

  const search = async (text: string, limit: number): Promise<SearchAnswer> => {
    if (text !== expected) return standing;
    const startedMs = performance.now();
    const { engineMs = performance.now() - startedMs, ...answer } = await ask(text, limit);
    tell({ ...answer, engineMs });
    return (standing = { ...answer, complete: true });
  };
  const replica = await openMemoryReplica(sceneOf('online', onTheWard));
  const [person] = demonstrationFacility.people;
  await mountPages('online', { ...replica, patients: { ...replica.patients, search } }, person!);

  return {
    expect(text) {
      expected = text;
      const answered = new Promise<Required<EngineAnswer>>((resolve) => (tell = resolve));
      shown = answered.then(async ({ engineMs, patients, total }) => {
        await framed(() => shows(text, patients));
        const paintedMs = performance.now() - pressedMs;
        assertLines(text, patients);
        return { text, total, engineMs, paintedMs };
      });
    },
    shown: () => shown,
  };
}

/**
 * Resolves when a frame has been made at whose beginning this held: a message that is sent in it
 * arrives behind it.
 */
function framed(holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    };
    requestAnimationFrame(look);
  });
}

/** The panel has room for fewer lines; it makes the others for who goes down to them. */
const inSight = 16;

/** Whether the panel stands on the answer to this text: the field, whose lines, and no others. */
function shows(text: string, patients: readonly Patient[]): boolean {
  const field = document.querySelector<HTMLInputElement>('[role=dialog] input[role=combobox]');
  const lines = document.querySelectorAll('[role=dialog] [role=option]');
  return (
    field?.value === text &&
    lines.length === Math.min(inSight, patients.length) &&
    [...lines].every(({ id }, at) => id.endsWith(patients[at]!.patientId))
  );
}

/** Each line says of its own patient what tells them from another. */
function assertLines(text: string, patients: readonly Patient[]): void {
  const lines = document.querySelectorAll('[role=dialog] [role=option]');
  for (const [at, { textContent: said }] of [...lines].entries()) {
    const { name, recordNumber } = patients[at]!;
    if (!said.includes(name!) || !said.includes(recordNumber))
      throw new Error(`"${text}": line ${at} says ${said} of ${recordNumber}`);
  }
}
