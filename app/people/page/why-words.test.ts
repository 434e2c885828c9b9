import { expect, test } from 'vitest';
import { whyWords } from './why-words.ts';

test.each([
  [{ kind: 'bought', with: 'Mug', times: 14 }, 'Bought together with Mug 14 times since 24 Jun'],
  [{ kind: 'viewed', with: 'Mug', times: 1 }, 'Viewed together with Mug once since 24 Jun'],
  [{ kind: 'bestseller', times: 1_200 }, 'Bestseller: in 1,200 orders since 24 Jun'],
  [{ kind: 'bestseller', times: 1 }, 'Bestseller: in 1 order since 24 Jun'],
  [{ kind: 'newest' }, 'New in the shop'],
] as const)('%o is said as a sentence with its number and since when', (why, words) => {
  expect(whyWords(why, '24 Jun')).toBe(words);
});
