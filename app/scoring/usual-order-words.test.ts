import { expect, test } from 'vitest';
import { usualOrderWords } from './usual-order-words.ts';

test.each([
  [{ pieces: 1_160.4, ofArticle: 40 }, 0, '1,160 items, 40 of one article'],
  [{ pieces: 3, ofArticle: 1.54 }, 1, '3 items, 1.5 of one article'],
  [{ pieces: 1, ofArticle: 1 }, 1, '1 item, 1 of one article'],
  [{ pieces: 1.04, ofArticle: 1.04 }, 1, '1 item, 1 of one article'],
])('a usual order of %j, with %i digits, reads %s', (usual, digits, words) => {
  expect(usualOrderWords(usual, digits)).toBe(words);
});
