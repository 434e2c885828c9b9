import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineOfWords, paragraphOfWords } from './rich-words.ts';

test('variables are pieces of their own, with what stands in their place', () => {
  expect(lineOfWords('Hello [firstName|there], from [shop.name|our store]')).toEqual([
    { text: 'Hello ' },
    { variable: 'firstName', fallback: 'there' },
    { text: ', from ' },
    { variable: 'shop.name', fallback: 'our store' },
  ]);
  expect(lineOfWords('')).toEqual([]);
});

test.each([
  ['- Size', 'bullet', 'Size'],
  ['2. Where do you sell?', 'number', 'Where do you sell?'],
  ['One - or two', 'paragraph', 'One - or two'],
] as const)('%s is a %s', (words, kind, text) => {
  expect(paragraphOfWords(words)).toEqual({ kind, line: [{ text }] });
});

test('words without variables stay as they are', () => {
  fc.assert(
    fc.property(
      fc.string().filter((words) => words !== '' && !words.includes('[')),
      (words) => {
        expect(lineOfWords(words)).toEqual([{ text: words }]);
      },
    ),
  );
});
