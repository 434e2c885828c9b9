import { expect, test } from 'vitest';
import { journeys } from '#app/journeys/gallery.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { stepCard, triggerWords } from './journey-words.ts';

test('every step of every journey has words a merchant knows', () => {
  for (const journey of journeys) {
    for (const step of journey.steps) {
      const { title, detail } = stepCard(journey, step, galleryNames);
      expect(`${title} ${detail}`).not.toMatch(/_|undefined|\w-\d/);
    }
  }
});

test('a journey says what starts it', () => {
  expect(triggerWords(abandonedCart)).toBe(
    'Starts when a person changes a cart or changes a checkout',
  );
});
