import { describe, expect, it } from 'vitest';
import { posLayouts, posScans } from '../../../../renderer/features/scanning/posReports.ts';
import { citizenLine, insuranceLine } from '../../shared/identity/cards/cardLines.ts';
import { reportsOf, usualCollections } from './fakeHid.ts';

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function scanned(reports: readonly Uint8Array[], collections = usualCollections, reportId = 2) {
  const scans = posScans(posLayouts(collections));
  return reports.flatMap((report) => scans.take(reportId, view(report)));
}
const scan = (text: string) => ({ kind: 'scan', text });

describe('the reports of a scanner that doesn’t type', () => {
  it('have their fields where the device says', () => {
    expect(posLayouts(usualCollections)).toEqual([
      {
        reportId: 2,
        lengthAt: 0,
        symbologyAt: 1,
        dataAt: 4,
        dataBytes: 56,
        continued: { byte: 62, bit: 0 },
      },
    ]);
  });

  it('give a code of one report, without what pads it', () => {
    expect(scanned(reportsOf('N1-000012', ']C0'))).toEqual([scan('N1-000012')]);
  });

  it('give a card that comes in several as one scan, cut inside a letter or not', () => {
    for (const line of [citizenLine, insuranceLine, 'ắ'.repeat(90)]) {
      expect(reportsOf(line).length).toBeGreaterThan(1);
      expect(scanned(reportsOf(line))).toEqual([scan(line)]);
    }
  });

  it('give two codes, one after the other, as two', () => {
    expect(scanned([...reportsOf(citizenLine), ...reportsOf(insuranceLine)])).toEqual([
      scan(citizenLine),
      scan(insuranceLine),
    ]);
  });

  it('lose the end of the line that a scanner was set to type', () => {
    expect(scanned(reportsOf(`${citizenLine}\r\n`))).toEqual([scan(citizenLine)]);
  });

  it('of another number, or shorter than they say, are left alone', () => {
    expect(scanned(reportsOf(citizenLine), usualCollections, 3)).toEqual([]);
    expect(scanned([Uint8Array.of(9, 0x5d)])).toEqual([]);
    // The length says more than there is: what is there counts.
    const short = reportsOf('N1-000012')[0]!.slice(0, 13);
    short[0] = 200;
    expect(scanned([short])).toEqual([scan('N1-000012')]);
  });

  it('are read in the usual places where the device doesn’t name its fields', () => {
    const nameless = [
      {
        usagePage: 0x8c,
        inputReports: [{ reportId: 2, items: [{ reportSize: 8, reportCount: 63 }] }],
      },
    ];
    expect(scanned(reportsOf(citizenLine), nameless)).toEqual([scan(citizenLine)]);
  });

  it('without a length end at the first NUL, and may lie in a collection inside', () => {
    const items = [{ usages: [0x8c00fe], reportSize: 8, reportCount: 20 }];
    const inside = [
      { usagePage: 0x8c, children: [{ usagePage: 0x8c, inputReports: [{ reportId: 7, items }] }] },
    ];
    const report = new Uint8Array(20);
    report.set(new TextEncoder().encode('N1-000012'));
    expect(scanned([report], inside, 7)).toEqual([scan('N1-000012')]);
    expect(scanned([new Uint8Array(20).fill(0x41)], inside, 7)).toEqual([scan('A'.repeat(20))]);
  });

  it('of a device that describes no codes give nothing', () => {
    expect(posLayouts([{ usagePage: 0x8c, inputReports: [{ reportId: 1, items: [] }] }])).toEqual(
      [],
    );
    expect(posLayouts([{ usagePage: 0x8c }])).toEqual([]);
  });

  it('that never end are cut off and said to be too long, and the next code is read', () => {
    const endless = Array.from({ length: 100 }, () => {
      const report = reportsOf('A'.repeat(56))[0]!;
      report[62] = 1;
      return report;
    });
    expect(scanned([...endless, ...reportsOf('Z'), ...reportsOf('N1-000012')])).toEqual([
      { kind: 'tooLong' },
      scan('N1-000012'),
    ]);
  });
});
