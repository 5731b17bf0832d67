import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { once } from 'node:events';
import * as path from 'node:path';
import { demonstrationFacility } from '../../shared/synthetic/facility.ts';
import { inventedPeople } from '../../shared/synthetic/people.ts';
import { inventedSigners, signedByAuthors } from '../../shared/synthetic/signedHospital.ts';
import { syntheticCharts } from '../../shared/synthetic/generateHospital.ts';
import type { HospitalRequest } from '../../shared/synthetic/generateHospital.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';
import { intoServer } from './synthIntoServer.ts';
import type { Sink } from './synthIntoServer.ts';

const help = `npm run synth -- --patients N --out DIR|URL [--add] [--seed S] [--today 2026-11-23] [--duplicates 5]

Writes an invented hospital: patients with families, twins and people who were registered twice, and
their charts. The same flags give the same bytes.

  --patients    how many patient records, from 1 to 1000000
  --seed        a whole number; 1 unless told
  --today       the day from which ages and stays are told; 2026-11-23 unless told
  --duplicates  how many of 100 people have a second record; 5 unless told
  --out         a folder: patients.ndjson, truth.ndjson (who is whom, and what the second desk got
                wrong) and records.ndjson (the charts) are written there; or a provisioned database
                of a central server: http://NAME:PASSWORD@HOST:5984/DATABASE
  --add         also into a database that holds records already; after a break the same flags with
                --add go on where it stopped

The charts are signed by the people of the invented hospital. Workstations of a hospital of its own
show them, and set its notes and orders aside: nobody there has certified those people.`;

/** The command behind `npm run synth`. Throws `CommandRefused` and `CentralFault`. */
export async function synthCommand(
  commandArguments: readonly string[],
  print: (line: string) => void,
): Promise<void> {
  const flags = readFlags(commandArguments, {
    patients: { type: 'string' },
    seed: { type: 'string', default: '1' },
    today: { type: 'string', default: '2026-11-23' },
    duplicates: { type: 'string', default: '5' },
    out: { type: 'string' },
    add: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) return print(help);
  const request: HospitalRequest = {
    patients: wholeNumber('patients', flags.patients, 1, 1_000_000),
    seed: wholeNumber('seed', flags.seed, 0, 0xffff_ffff),
    today: dayOf(flags.today),
    duplicates: wholeNumber('duplicates', flags.duplicates, 0, 100) / 100,
  };
  if (flags.out === undefined) throw new CommandRefused(`--out is missing.\n\n${help}`);
  const sink = /^https?:\/\//.test(flags.out)
    ? await intoServer(flags.out, flags.add, print)
    : await intoFolder(flags.out);
  const signers = await inventedSigners(await inventedPeople(demonstrationFacility));
  let duplicates = 0;
  for (const chart of syntheticCharts(request)) {
    if (chart.truth.damages) duplicates += 1;
    await sink.take({ ...chart, records: await signedByAuthors(chart.records, signers) });
  }
  await sink.end();
  print(
    `Wrote ${request.patients} patients, ${duplicates} of them second records of somebody, seed ${request.seed}.`,
  );
}

function wholeNumber(flag: string, text: string | undefined, least: number, most: number): number {
  const number = Number(text);
  if (text === undefined || !/^\d{1,10}$/.test(text) || number < least || number > most) {
    throw new CommandRefused(`--${flag} is a whole number from ${least} to ${most}.`);
  }
  return number;
}

function dayOf(text: string): string {
  const time = Date.parse(`${text}T00:00:00.000Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text) {
    throw new CommandRefused('--today is a day like 2026-11-23.');
  }
  return text;
}

async function intoFolder(out: string): Promise<Sink> {
  const folder = path.resolve(out);
  await mkdir(folder, { recursive: true });
  const patients = openLines(path.join(folder, 'patients.ndjson'));
  const truth = openLines(path.join(folder, 'truth.ndjson'));
  const records = openLines(path.join(folder, 'records.ndjson'));
  return {
    async take(chart) {
      const { patientId, ...known } = chart.truth;
      await truth.write({ id: patientId, ...known });
      for (const record of chart.records) {
        await (record.kind === 'patient' ? patients : records).write(record);
      }
    },
    async end() {
      await Promise.all([patients.end(), truth.end(), records.end()]);
    },
  };
}

/** A file of one JSON object a line; a write waits while the disk is behind. */
function openLines(file: string) {
  const stream: WriteStream = createWriteStream(file);
  let failure: Error | undefined;
  stream.on('error', (error) => (failure = error));
  return {
    async write(line: object): Promise<void> {
      if (failure) throw failure;
      if (!stream.write(`${JSON.stringify(line)}\n`)) await once(stream, 'drain');
    },
    async end(): Promise<void> {
      if (failure) throw failure;
      await new Promise<void>((resolve, reject) => {
        stream.once('error', reject);
        stream.end(resolve);
      });
    },
  };
}
