import { expect, test } from 'vitest';
import type { LiveStepFigures } from '#app/journeys/page/live-figures.ts';
import { figureLines } from './step-words.ts';

const figures: LiveStepFigures = {
  isEnd: false,
  waiting: 1,
  reached: 1_240,
  passed: 1_234,
  exited: 0,
  exits: [],
  messages: null,
  lift: null,
};

test('a step that people wait at says how many are here, passed and exited, and why', () => {
  expect(figureLines(figures, 'GBP')).toEqual(['1 here now · 1,234 passed']);
  const exits = [
    { reason: 'ordered', count: 4 },
    { reason: 'basket_emptied', count: 1 },
  ];
  expect(figureLines({ ...figures, exited: 5, exits }, 'GBP')).toEqual([
    '1 here now · 1,234 passed · 5 exited',
    expect.stringMatching(/^\S.*: 4 · \S.*: 1$/),
  ]);
});

test('an end says how many ended there', () => {
  expect(figureLines({ ...figures, isEnd: true }, 'GBP')).toEqual(['1,234 ended here']);
});

test('a message says its outcome, and the orders that followed', () => {
  const email = { channel: 'email' as const, sent: 9, skipped: 2, clicked: 3, orders: 0, minor: 0 };
  expect(figureLines({ ...figures, messages: email }, 'GBP')[1]).toBe(
    '9 sent · 2 not sent · 3 clicked',
  );
  const banner = { ...email, channel: 'banner' as const, orders: 1, minor: 3_498 };
  expect(figureLines({ ...figures, messages: banner }, 'GBP').slice(1)).toEqual([
    '9 seen · 3 clicked',
    '1 order · £34.98',
  ]);
});

test('a holdout says its lift with its bounds', () => {
  const side = { people: 70, ordered: 7 };
  const lift = { treated: side, heldOut: side, difference: 0.2, low: -0.0524, high: 0.3339 };
  expect(figureLines({ ...figures, lift }, 'GBP')[1]).toBe('Lift +20 points (95%: −5.2 to +33.4)');
});
