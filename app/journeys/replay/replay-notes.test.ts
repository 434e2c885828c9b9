import { expect, test } from 'vitest';
import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
import { USUAL_LIMITS } from '#app/messages/planner/message-limits.ts';
import { replayNotes } from './replay-notes.ts';

function codesOf(key: string): string[] {
  const found = galleryJourneys.find(({ journey }) => journey.key === key);
  if (!found) throw new Error(`The gallery has no journey ${key}.`);
  return replayNotes(found.journey, [], 0, USUAL_LIMITS).map(({ code }) => code);
}

test.each([
  ['abandoned-basket', true],
  ['post-purchase', true],
  ['browsed-product', true],
  ['back-in-stock', true],
  ['browsed-category', false],
  ['welcome', false],
  ['lapsed', false],
  ['trade-received', false],
])('the stock of today is noted where a run can be about goods: %s %s', (key, isNoted) => {
  expect(codesOf(key).includes('stock_as_of_today')).toBe(isNoted);
});
