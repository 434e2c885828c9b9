import { expect, test } from 'vitest';
import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
import { galleryCards } from './gallery-cards.ts';
import type { ShownJourney } from './shown-journey.ts';

const shipped: ShownJourney[] = galleryJourneys.map(({ journey, isStarter }) => {
  return { journey, state: isStarter ? 'live' : 'archived' };
});

function cardOf(key: string, shown = shipped) {
  return galleryCards(galleryJourneys, shown).find((card) => card.key === key);
}

test('a card says what the journey does, when, for whom, and how it stands in the shop', () => {
  expect(cardOf('welcome')).toMatchObject({
    name: 'Welcome',
    stage: 'New subscriber',
    themes: ['Help', 'Answers'],
    aim: 'Teaches',
    emails: 4,
    state: 'archived',
    version: 1,
    overlaps: [],
  });
  expect(cardOf('abandoned-basket')).toMatchObject({ state: 'live', version: 3, overlaps: [] });
});

test('a journey about the carts of another live one says so', () => {
  expect(cardOf('abandoned-checkout')?.overlaps).toEqual(['Abandoned cart']);
  const paused = shipped.map((one): ShownJourney => ({ ...one, state: 'paused' }));
  expect(cardOf('abandoned-checkout', paused)?.overlaps).toEqual([]);
});

test('a shop that has not read the gallery yet sees it as it ships', () => {
  expect(cardOf('loyalty', [])).toMatchObject({ state: 'archived', version: 1 });
});

test('what the shop calls a journey stands on its card', () => {
  const own = shipped.map((one) =>
    one.journey.key === 'welcome' ? { ...one, journey: { ...one.journey, name: 'Hello' } } : one,
  );
  expect(cardOf('welcome', own)?.name).toBe('Hello');
});
