import { expect, test } from 'vitest';
import { noRowsWords } from './no-rows-words.ts';

test.each([
  ['nothing was found', { search: 'ada', page: 2 }, 'No people match “ada”.'],
  ['nothing comes after', { search: '', page: 2 }, 'No more people.'],
  ['there is nothing', { search: '', page: 1 }, 'No people yet.'],
  ['there is nothing, and no pages', { search: '' }, 'No people yet.'],
])('a list without rows says that %s', (_, view, words) => {
  expect(noRowsWords(view, 'people', 'No people yet.')).toBe(words);
});
