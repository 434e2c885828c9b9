import { expect, test } from 'vitest';
import { metafieldValueError } from '#tests/store/graphql/metafield-values.ts';
import type { MetafieldType } from '#app/effects/kinds/set-metafield.ts';
import {
  isMetafieldValue,
  metafieldKeyProblem,
  metafieldNamespaceProblem,
} from './metafield-value.ts';

const GOOD: [MetafieldType, string][] = [
  ['single_line_text_field', 'A2'],
  ['multi_line_text_field', 'A2\nhot'],
  ['number_integer', '-72'],
  ['number_decimal', '0.125'],
  ['boolean', 'false'],
  ['date', '2026-02-28'],
  ['date_time', '2026-11-30T12:00:00'],
  ['date_time', '2026-11-30T12:00:00+01:00'],
];

test.each(GOOD)('a %s may be %j, and the store takes it', (type, value) => {
  expect(isMetafieldValue(type, value)).toBe(true);
  expect(metafieldValueError(type, value)).toBeNull();
});

test.each<[MetafieldType, string]>([
  ['single_line_text_field', 'A2\nhot'],
  ['single_line_text_field', ' '],
  ['number_integer', '7.5'],
  ['number_integer', '9007199254740993'],
  ['number_integer', 'many'],
  ['number_decimal', '1e5'],
  ['number_decimal', '1.0000000001'],
  ['boolean', 'yes'],
  ['date', '2026-02-30'],
  ['date', '28.02.2026'],
  ['date_time', 'noon'],
])('a %s may not be %j', (type, value) => {
  expect(isMetafieldValue(type, value)).toBe(false);
});

test('a namespace and a key are as Shopify writes them', () => {
  expect(['custom', 'my-app_1'].map(metafieldNamespaceProblem)).toEqual([null, null]);
  expect(['', 'ab', 'a b', '$app'].map(metafieldNamespaceProblem)).not.toContain(null);
  expect(['score', 'ab'].map(metafieldKeyProblem)).toEqual([null, null]);
  expect(['', 'a', 'a.b', 'x'.repeat(65)].map(metafieldKeyProblem)).not.toContain(null);
});
