import type { AuditEntry } from '../../../shared/audit/entry.ts';
import type { TrailReading } from '../../../shared/audit/readTrails.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { demonstrationFacility } from '../../../shared/synthetic/facility.ts';

/** An afternoon of several workstations, with one entry that is missing; for looking at screens. */
export function inventedTrails(length = 5000): Promise<TrailReading> {
  const { people, workstations } = demonstrationFacility;
  const actions = ['signIn', 'viewChart', 'search', 'viewChart', 'settle', 'lock'] as const;
  const patient = '01890000-0000-7000-8000-000000000001';
  const entries = Array.from({ length }, (_unused, index): AuditEntry => {
    const action = index === 7 ? 'breakTheGlass' : actions[index % actions.length]!;
    const at = localInstant(new Date(Date.now() - index * 97_000));
    const until = localInstant(new Date(Date.now() + 4 * 3_600_000));
    return {
      format: 'bedside-audit',
      version: 1,
      workstation: workstations[index % workstations.length]!.key,
      epoch: '00000000000000aa',
      sequence: length + 1 - index,
      previous: '0'.repeat(64),
      at,
      person: people[(index * 3) % people.length]!.key,
      action,
      ...(action === 'search' ? { about: { found: index % 40 } } : {}),
      ...(action === 'viewChart' ? { about: { patient } } : {}),
      ...(action === 'settle'
        ? { about: { record: `${patient}:patient:${patient}`, unit: 'name' } }
        : {}),
      ...(action === 'breakTheGlass' ? { about: { patient, reason: 'emergency', until } } : {}),
    };
  });
  const epoch = '00000000000000aa';
  return Promise.resolve({
    from: 'server',
    entries,
    guarded: true,
    verification: {
      entries: entries.length,
      findings: [{ flaw: 'gap', workstation: 'ngoai-1', epoch, from: 212, to: 214 }],
      notices: [{ kind: 'clockStep', workstation: 'nhi-1', epoch, sequence: 88, seconds: 3600 }],
      heads: workstations.map(({ key }) => ({
        workstation: key,
        epoch,
        sequence: 5000,
        hash: '0'.repeat(64),
        publicKey: '',
      })),
    },
  });
}
