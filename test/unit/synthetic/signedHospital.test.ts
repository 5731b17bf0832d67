import { expect, test } from 'vitest';
import { openDirectory } from '../../../shared/people/peopleDirectory.ts';
import { signatureFlaw } from '../../../shared/people/signature.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';
import { generateHospital } from '../../../shared/synthetic/generateHospital.ts';
import { inventedPeople } from '../../../shared/synthetic/people.ts';
import { inventedSigners, signedByAuthors } from '../../../shared/synthetic/signedHospital.ts';

test('every act in the synthetic hospital is rightly signed by who may have done it', async () => {
  const { records } = generateHospital({ seed: 7, patients: 100, today: '2026-11-23' });
  const people = await inventedPeople(demonstrationFacility);
  const { code: facility } = demonstrationFacility;
  const trust = { facility, rootKey: people.rootKey };
  const directory = await openDirectory(trust, people.certificates, []);
  const signed = await signedByAuthors(records, await inventedSigners(people));
  const acts = signed.filter(({ kind }) => kindDefinition(kind)!.signed);
  expect(acts.length).toBeGreaterThan(100);
  const flaws = new Set<string>();
  for (const act of acts) {
    const flaw = await signatureFlaw(directory, act);
    if (flaw) flaws.add(`${act.kind} by ${act.recordedBy} at ${act.recordedAt}: ${flaw}`);
  }
  expect([...flaws]).toEqual([]);
  expect(signed.filter(({ kind }) => !kindDefinition(kind)!.signed)).toEqual(
    records.filter(({ kind }) => !kindDefinition(kind)!.signed),
  );
});
