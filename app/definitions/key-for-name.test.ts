import { expect, test } from 'vitest';
import { DefinitionKey } from './definition-key.ts';
import { keyForName } from './key-for-name.ts';

test('a key is the name in small Latin letters and digits', () => {
  expect(keyForName('Élan: 2nd order!', new Set())).toBe('elan-2nd-order');
  expect(keyForName('再来店', new Set())).toBe('untitled');
});

test('a key that is taken, or stands in the address of a page, gets a number', () => {
  expect(keyForName('Welcome', new Set(['welcome', 'welcome-2']))).toBe('welcome-3');
  expect(keyForName('New', new Set())).toBe('new-2');
});

test('a key of the longest name with a number is one', () => {
  const key = keyForName('a'.repeat(120), new Set(['a'.repeat(56)]));
  expect(DefinitionKey.safeParse(key).success).toBe(true);
});
