import { expect, test } from 'vitest';
import { memoizeFormats } from './memoize-formats.ts';

test('a format is made once, and the oldest of too many is made again', () => {
  const made: string[] = [];
  const format = memoizeFormats((locale: string, digits: number) => {
    made.push(`${locale} ${String(digits)}`);
    return { locale, digits };
  });
  const first = format('en', 1);
  expect(format('en', 1)).toBe(first);
  expect(format('de', 1)).not.toBe(first);
  expect(made).toEqual(['en 1', 'de 1']);
  for (let digits = 2; digits <= 200; digits += 1) format('en', digits);
  expect(format('de', 1)).toEqual({ locale: 'de', digits: 1 });
  expect(made).toHaveLength(201);
  format('en', 1);
  expect(made).toHaveLength(202);
});
