import { expect, test } from 'vitest';
import { nameOrNull } from './person-name.ts';

test.each([
  null,
  undefined,
  '',
  ' ',
  '-',
  '.',
  '--',
  '…',
  '?',
  '*',
  '_',
  'null',
  'NULL',
  ' Null ',
  '(null)',
  'undefined',
  'none',
  'N/A',
])('%o is no name', (text) => {
  expect(nameOrNull(text)).toBeNull();
});

test.each(['Kim', ' Kim ', 'O', '花子', 'Nullmeyer', "d'Arc", 'X Æ A-12', '3M', '🌸', 'Ng', 'Na'])(
  '%o is a name',
  (text) => {
    expect(nameOrNull(text)).toBe(text.trim());
  },
);
