import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { codeLetters } from './code-letters.ts';

function digestOf(number: number): string {
  return createHash('sha256').update(String(number)).digest('hex');
}

test('a code has twelve letters and digits that are not taken for each other', () => {
  const codes = Array.from({ length: 1_000 }, (_, number) => codeLetters(digestOf(number)));
  for (const code of codes) expect(code).toHaveLength(12);
  expect(codes.filter((code) => /[^A-Z0-9]|[0O1ILS5Z2B8]/.test(code))).toEqual([]);
});

test('the same digest gives the same code, and no two of many digests do', () => {
  const digests = Array.from({ length: 20_000 }, (_, number) => digestOf(number));
  const codes = digests.map(codeLetters);
  expect(new Set(codes).size).toBe(digests.length);
  expect(codes.slice(0, 50)).toEqual(digests.slice(0, 50).map((digest) => codeLetters(digest)));
});
