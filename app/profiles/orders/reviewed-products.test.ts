import { expect, test } from 'vitest';
import { mergeReviewed, recentlyReviewed, REVIEW_MEMORY_MS } from './reviewed-products.ts';

test('of each product the last time counts, in whichever order it is received', () => {
  const one = mergeReviewed([['501', 10]], [['502', 20]]);
  const other = mergeReviewed([['502', 20]], [['501', 10]]);
  expect(one).toEqual([
    ['502', 20],
    ['501', 10],
  ]);
  expect(other).toEqual(one);
  expect(mergeReviewed(one, [['501', 30]])).toEqual([
    ['501', 30],
    ['502', 20],
  ]);
});

test('the oldest products are forgotten when there are many', () => {
  const many = Array.from({ length: 200 }, (_, n): [string, number] => [String(n), n]);
  const kept = mergeReviewed([], many);
  expect(kept.length).toBeLessThan(30);
  expect(kept[0]).toEqual(['199', 199]);
  expect(mergeReviewed(many.slice(0, 3), kept)).toEqual(kept);
});

test('a product is not asked about until its time is over', () => {
  const known: [string, number][] = [['501', 0]];
  expect(recentlyReviewed(known, REVIEW_MEMORY_MS - 1).has('501')).toBe(true);
  expect(recentlyReviewed(known, REVIEW_MEMORY_MS).has('501')).toBe(false);
});
