import { expect, test } from 'vitest';
import { identifiersInRow } from './identifiers-in-row.ts';

test.each([
  [['Ada Lovelace <Ada@Lovelace.example>'], [{ kind: 'email', value: 'ada@lovelace.example' }]],
  [["'+44 20 7946 0018", 'Ada'], [{ kind: 'phone', value: '+442079460018' }]],
  [['', 'nobody', '2026-10-01'], []],
])('the cells %j name %j', (cells, expected) => {
  expect(identifiersInRow(cells, { outcome: 'unusable', reason: 'bad_email' })).toEqual(expected);
});
