import * as path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readStartFlags, startHelp } from '../../../../main/commands/startFlags.ts';

describe('flags of npm start', () => {
  it('are one workstation in a window with patients, unless told', () => {
    expect(readStartFlags([])).toEqual({
      help: false,
      shell: undefined,
      centralUrl: undefined,
      empty: false,
      profile: undefined,
      port: undefined,
      workstations: 1,
      open: true,
    });
  });

  it('are all read', () => {
    const given = ['--shell', 'browser', '--central=http://a:b@host:5984', '--empty', '--no-open'];
    expect(
      readStartFlags([...given, '--workstations', '2', '--port', '20000', '--profile', 'there']),
    ).toEqual({
      help: false,
      shell: 'browser',
      centralUrl: 'http://a:b@host:5984',
      empty: true,
      profile: path.resolve('there'),
      port: 20_000,
      workstations: 2,
      open: false,
    });
  });

  it.each([
    [['--shell', 'safari'], '--shell'],
    [['--workstations', '3'], '--workstations'],
    [['--port', '80'], '--port'],
    [['--port', 'x'], '--port'],
    [['--nothing'], '--nothing'],
    [['--profile'], '--profile'],
    [['surplus'], 'surplus'],
  ])('refuses %j with one sentence that names it', (given, named) => {
    let sentence = '';
    try {
      readStartFlags(given);
    } catch (error) {
      sentence = (error as Error).message;
    }
    expect(sentence).toContain(named);
    expect(sentence.split('\n')).toHaveLength(1);
  });

  it('are all in the help', () => {
    for (const flag of [
      'shell',
      'central',
      'empty',
      'profile',
      'port',
      'workstations',
      'no-open',
    ]) {
      expect(startHelp).toContain(`--${flag}`);
    }
  });
});
