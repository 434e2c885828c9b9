import { expect, it } from 'vitest';
import { NUMBERS } from './number-fields.ts';
import { LISTS, TEXTS } from './text-fields.ts';
import { TIMES } from './time-fields.ts';
import { GROUPS, offerOf } from './vocabulary.ts';

it('offers every field that can be asked about once, with a way to compare it', () => {
  const offered = Object.values(GROUPS).flat();
  const fields = [NUMBERS, TEXTS, LISTS, TIMES].flatMap((table) => Object.keys(table));
  expect([...offered].sort()).toEqual(fields.sort());
  for (const field of offered) {
    const { words, operators } = offerOf(field);
    expect(words).not.toBe('');
    expect(operators.length).toBeGreaterThan(2);
  }
});
