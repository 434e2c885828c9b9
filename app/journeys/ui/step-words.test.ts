import { expect, test } from 'vitest';
import { figureWords } from './step-words.ts';

const figures = { waiting: 1, reached: 1_240, passed: 1_234, left: 0, mails: null };

test('a step that people wait at says how many are here, passed and left', () => {
  expect(figureWords({ isEnd: false, figures })).toEqual(['1 here now', '1,234 passed']);
  expect(figureWords({ isEnd: false, figures: { ...figures, left: 5 } })).toEqual([
    '1 here now',
    '1,234 passed',
    '5 left here',
  ]);
});

test('an end says how many ended there', () => {
  expect(figureWords({ isEnd: true, figures })).toEqual(['1,234 ended here']);
});

test('a mail says its outcome', () => {
  const mails = { sent: 9, skipped: 2, clicked: 3 };
  expect(figureWords({ isEnd: false, figures: { ...figures, mails } })).toEqual([
    '9 sent',
    '2 held back',
    '3 clicked',
  ]);
});
