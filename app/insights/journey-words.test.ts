import { expect, test } from 'vitest';
import { journeys } from '#app/journeys/gallery.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { durationWords, stepCard, triggerWords } from './journey-words.ts';

test.each([
  [HOUR, '1 hour'],
  [23 * HOUR, '23 hours'],
  [DAY, '1 day'],
  [36 * HOUR, '1 day, 12 hours'],
  [90 * MINUTE, '1 hour, 30 minutes'],
])('%i milliseconds are told as %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

test('every step of every journey has words a merchant knows', () => {
  for (const journey of journeys) {
    for (const step of journey.steps) {
      const { title, detail } = stepCard(journey, step);
      expect(`${title} ${detail}`).not.toMatch(/_|undefined|\w-\d/);
    }
  }
});

test('a journey says what starts it', () => {
  expect(triggerWords(abandonedCart)).toBe(
    'Starts when a person changes a cart or changes a checkout',
  );
});
