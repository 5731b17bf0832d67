import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../shared/json/canonical.ts';
import { importDataKey } from '../../../shared/replica/envelope.ts';
import { openRescueFile, sealRescueFile } from '../../../shared/rescue/rescueFile.ts';
import type { RescuedLeaf } from '../../../shared/rescue/rescueFile.ts';
import { readRescueHeader, rescueHeader } from '../../../shared/rescue/rescueHeader.ts';
import { aPatient } from '../../support/builders/records.ts';

const key = await importDataKey(new Uint8Array(32).fill(3));
const header = rescueHeader({
  facility: '99001',
  workstation: 'noi-1',
  madeAt: '2026-11-23T14:05:00.000+07:00',
  madeBy: 'bs-mau',
  entries: 40,
  salt: 'AAAAAAAAAAAAAAAAAAAAAA==',
});

function someLeaves(count: number, text = ''): RescuedLeaf[] {
  return Array.from({ length: count }, (_, index) => {
    const body = { ...aPatient(), text };
    const hash = index.toString(16).padStart(32, '0');
    return { id: body.id, rev: `2-${hash}`, ancestors: [hash], deleted: index % 7 === 0, body };
  });
}

async function textOf(leaves: readonly (RescuedLeaf | undefined)[], about = header) {
  async function* pages() {
    yield leaves;
  }
  let text = '';
  for await (const line of sealRescueFile(about, key, pages())) text += line;
  return text;
}

const whole = await textOf(someLeaves(40, 'x'.repeat(20_000)));
const lines = whole.split('\n');
const fault = (text: string, withKey = key) =>
  openRescueFile(text, withKey).then(
    () => 'opened',
    (error: unknown) => (error as { fault?: string }).fault ?? String(error),
  );

describe('a rescue file', () => {
  test('gives back every leaf with its history, and says what could not be read', async () => {
    const leaves = someLeaves(40, 'x'.repeat(20_000));
    const opened = await openRescueFile(await textOf([...leaves, undefined]), key);
    expect(opened.leaves).toEqual(leaves);
    expect(opened.end).toMatchObject({ leaves: 40, damaged: 1 });
    expect(opened.header).toEqual(header);
    expect(lines.length).toBeGreaterThan(6);
    const none = await openRescueFile(await textOf([]), key);
    expect(none.leaves).toEqual([]);
  });

  test('says nothing of what it holds in clear (invariant 5)', () => {
    expect(whole).not.toContain('Nguyễn');
    expect(whole).not.toContain('xxxxxxxx');
    expect(lines.slice(1, -1).every((line) => /^[A-Za-z0-9+/=]+$/.test(line))).toBe(true);
  });

  test('a wrong passphrase is told from damage', async () => {
    const other = await importDataKey(new Uint8Array(32).fill(4));
    expect(await fault(whole, other)).toBe('wrongPassphrase');
  });

  test('wherever it is cut, it is refused as a whole', async () => {
    for (const share of [0.99999, 0.9, 0.5, 0.1]) {
      expect(await fault(whole.slice(0, Math.floor(whole.length * share)))).toBe('cut');
    }
    for (let kept = 1; kept < lines.length - 1; kept += 1) {
      expect(await fault(`${lines.slice(0, kept).join('\n')}\n`)).toBe('cut');
    }
    expect(await fault(whole.slice(0, 200))).toBe('cut');
  });

  test('another order, a part twice, a changed character, a part of another file, more at the end', async () => {
    const swapped = [...lines];
    [swapped[2], swapped[3]] = [swapped[3]!, swapped[2]!];
    expect(await fault(swapped.join('\n'))).toBe('damaged');
    expect(await fault([...lines.slice(0, 3), ...lines.slice(2)].join('\n'))).toBe('damaged');
    const middle = lines[3]!;
    const changed = `${middle.slice(0, 100)}${middle[100] === 'A' ? 'B' : 'A'}${middle.slice(101)}`;
    expect(await fault(whole.replace(middle, changed))).toBe('damaged');
    const other = (
      await textOf(someLeaves(40, 'y'.repeat(20_000)), { ...header, entries: 41 })
    ).split('\n');
    expect(await fault([...lines.slice(0, 3), other[3], ...lines.slice(4)].join('\n'))).toBe(
      'damaged',
    );
    expect(await fault(`${whole}${lines[2]!}\n`)).toBe('damaged');
  });

  test('a changed head opens nothing, and neither does a file of another kind or a newer format', async () => {
    const changed = canonicalJson({ ...header, facility: '99002' });
    expect(await fault(whole.replace(lines[0]!, changed))).toBe('wrongPassphrase');
    expect(await fault(whole.replace(lines[0]!, JSON.stringify(header, undefined, 1)))).not.toBe(
      'opened',
    );
    const newer = canonicalJson({ ...header, version: 2, more: true });
    expect(await fault(whole.replace(lines[0]!, newer))).toBe('newerFormat');
    expect(await fault('{"format":"bedside-keystore-entry","version":1}\n')).toBe('notARescueFile');
    expect(await fault('%PDF-1.7 not ours')).toBe('notARescueFile');
    expect(await fault('')).toBe('notARescueFile');
  });

  test('a leaf that breaks the form is refused with the whole file', async () => {
    const [leaf] = someLeaves(1);
    for (const bad of [
      { ...leaf!, rev: '2-XYZ' },
      { ...leaf!, ancestors: ['00000000000000000000000000000000', ...leaf!.ancestors] },
      { ...leaf!, id: '../../etc' },
      { ...leaf!, more: 1 },
      { ...leaf!, body: null as never },
    ]) {
      expect(await fault(await textOf([bad]))).toBe('damaged');
    }
  });

  test('its head alone says whose it is, without a passphrase', () => {
    expect(readRescueHeader(whole)).toMatchObject({ facility: '99001', entries: 40 });
  });
});
