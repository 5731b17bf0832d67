import { describe, expect, it } from 'vitest';
import { isAppUrl } from '../../../../main/electron/appOrigin.ts';

describe("the app's origin", () => {
  it.each(['app://bedside', 'app://bedside/', 'app://bedside/patients/1?x#y'])('is %s', (url) => {
    expect(isAppUrl(url)).toBe(true);
  });

  it.each([
    'app://bedside.attacker.example/',
    'app://bedside@attacker.example/',
    'app://user@bedside/',
    'app://bedside:81/',
    'app:bedside',
    'app:///bedside',
    'application://bedside/',
    'http://bedside/',
    'file:///bedside',
    'about:blank',
    'javascript:app://bedside',
    '',
  ])('is not %s', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });
});
