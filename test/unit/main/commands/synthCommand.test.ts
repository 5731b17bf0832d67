import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { synthCommand } from '../../../../main/commands/synthCommand.ts';
import { CommandRefused } from '../../../../main/commands/commandArguments.ts';
import { classifyLeaf } from '../../../../shared/records/classifyLeaf.ts';

describe('npm run synth', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bedside-synth-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const read = async (name: string) => {
    const text = await readFile(join(folder, name), 'utf8');
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  it('writes patients, truth and charts, the same for the same seed', async () => {
    const printed: string[] = [];
    const flags = ['--patients', '300', '--seed', '9', '--duplicates', '20', '--out', folder];
    await synthCommand(flags, (line) => printed.push(line));
    const patients = await read('patients.ndjson');
    const truth = await read('truth.ndjson');
    const records = await read('records.ndjson');
    expect(patients).toHaveLength(300);
    expect(truth.map(({ id }) => id)).toEqual(patients.map(({ patientId }) => patientId));
    const known = new Set(truth.map(({ id }) => id));
    expect(truth.every(({ person }) => known.has(person))).toBe(true);
    expect(records.every(({ kind, patientId }) => kind !== 'patient' && known.has(patientId))).toBe(
      true,
    );
    const second = truth.filter(({ damages }) => damages);
    expect(second.length).toBeGreaterThan(20);
    expect(printed.at(-1)).toContain(`300 patients, ${second.length} of them`);
    for (const record of [...patients, ...records]) {
      expect(classifyLeaf(record['id'] as string, record).kind).toBe('valid');
    }
    const bytes = await readFile(join(folder, 'patients.ndjson'), 'utf8');
    await synthCommand(flags, () => undefined);
    expect(await readFile(join(folder, 'patients.ndjson'), 'utf8')).toBe(bytes);
  });

  it.each([
    [['--patients', '0', '--out', 'x'], '--patients is a whole number'],
    [['--patients', '12.5', '--out', 'x'], '--patients is a whole number'],
    [['--out', 'x'], '--patients is a whole number'],
    [['--patients', '5'], '--out is missing'],
    [['--patients', '5', '--out', 'x', '--today', '2026-02-30'], '--today is a day'],
    [['--patients', '5', '--out', 'x', '--duplicates', '101'], '--duplicates is a whole number'],
    [['--patients', '5', '--out', 'http://127.0.0.1:9'], '--out is a folder, or a database'],
    [['--patients', '5', '--out', 'http://127.0.0.1:9/db'], 'names no account'],
  ])('says what is wrong with %j', async (flags, sentence) => {
    const refused = synthCommand(flags, () => undefined);
    await expect(refused).rejects.toThrow(CommandRefused);
    await expect(synthCommand(flags, () => undefined)).rejects.toThrow(sentence);
  });
});
