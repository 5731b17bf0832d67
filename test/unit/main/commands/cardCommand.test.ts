import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { cardCommand } from '../../../../main/commands/cardCommand.ts';
import { readCard } from '../../../../shared/identity/cards/readCard.ts';
import { payloads } from '../../shared/identity/cards/payloads.ts';

const parse = async (text: string, ...flags: string[]) => {
  const printed: string[] = [];
  const lines = Readable.from([text]);
  await cardCommand(['parse', ...flags], (line) => printed.push(line), lines);
  return printed.map((line) => JSON.parse(line) as unknown);
};

describe('npm run card -- parse', () => {
  it('prints of each line of the table what is read and what is said, in their order', async () => {
    const today = '2026-11-23';
    const lines = payloads
      .map(({ text }) => text)
      .filter((text) => !/[\r\n\u2028\u2029]/.test(text));
    expect(lines.length).toBeGreaterThanOrEqual(60);
    const read = await parse(lines.join('\n'), '--today', today);
    expect(read).toEqual(lines.map((line) => readCard(line, { today })));
  });

  it.each([
    [[], 'npm run card -- parse'],
    [['draw'], 'npm run card -- parse'],
    [['parse', '--today', 'tomorrow'], '--today is a day'],
    [['parse', '--file', '/there/is/none'], 'ENOENT'],
  ])('says what is wrong with %j', async (given, sentence) => {
    const refused = cardCommand(given, () => undefined, Readable.from(['']));
    await expect(refused).rejects.toThrow(sentence);
  });
});
