import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { breaks } from '../../campaigns/mutants/breaks.ts';
import { breaksOfPeople } from '../../campaigns/mutants/breaksOfPeople.ts';
import { breaksOfRights } from '../../campaigns/mutants/breaksOfRights.ts';

const root = path.resolve(import.meta.dirname, '../../..');

describe('named breaks of the promise', () => {
  test.each([...breaks, ...breaksOfPeople, ...breaksOfRights])(
    '$name still has its aim, once',
    ({ file, find }) => {
      const text = fs.readFileSync(path.join(root, file), 'utf8');
      expect(text.split(find)).toHaveLength(2);
    },
  );
});
