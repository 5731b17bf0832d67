import { describe, expect, it } from 'vitest';
import { bridgeOver } from '../../../../shared/bridge/bridgeOver.ts';
import { bridgeContract, defaultSettings } from '../../../../shared/bridge/contract.ts';

describe("the pages' side of the bridge", () => {
  it('has every function of the contract and nothing else, and is frozen', () => {
    const bridge = bridgeOver(async () => undefined);
    expect(Object.keys(bridge).sort()).toEqual(Object.keys(bridgeContract).sort());
    expect(Object.isFrozen(bridge)).toBe(true);
  });

  it('sends the name and the request, and gives back the parsed answer', async () => {
    const sent: unknown[] = [];
    const bridge = bridgeOver(async (name, request) => {
      sent.push([name, request]);
      return { kind: 'answer', response: { cut: true } };
    });
    expect(await bridge.cutNetwork({ cut: true })).toEqual({ cut: true });
    expect(sent).toEqual([['cutNetwork', { cut: true }]]);
  });

  it('rejects with the code and the sentence of a failure', async () => {
    const failure = { code: 'notAllowed', message: 'Only a demonstration has a network switch.' };
    const bridge = bridgeOver(async () => ({ kind: 'failure', failure }));
    await expect(bridge.cutNetwork({ cut: true })).rejects.toThrow(
      'notAllowed: Only a demonstration has a network switch.',
    );
  });

  it.each([
    undefined,
    'text',
    { kind: 'answer', response: { ...defaultSettings, language: 'fr' } },
    { kind: 'answer', response: { ...defaultSettings, more: 1 } },
    { kind: 'failure', failure: { code: 'other', message: 'x' } },
  ])('rejects an answer that breaks the contract (%#)', async (answer) => {
    await expect(bridgeOver(async () => answer).readSettings({})).rejects.toThrow(/^failed: /);
  });
});
