import { expect, test } from 'vitest';
import { mergeLoadedOffers, monthOf, noLoadedOffers, noteIssued } from './offer-lookup.ts';

test('what a batch issues counts for what it decides next', () => {
  const loaded = noLoadedOffers();
  noteIssued(loaded, { profileId: 'ada', offer: 'ten-off', at: 5 });
  noteIssued(loaded, { profileId: 'bea', offer: 'ten-off', at: 6 });
  expect(loaded.months.get('ten-off')).toEqual({ issued: 2, costMinor: 0 });
  expect(loaded.lastOfferedAt).toEqual(
    new Map([
      ['ada', 5],
      ['bea', 6],
    ]),
  );
});

test('a person who turned out to be two has the later offer, and the trade of either', () => {
  const loaded = noLoadedOffers();
  noteIssued(loaded, { profileId: 'ada', offer: 'ten-off', at: 5 });
  noteIssued(loaded, { profileId: 'bea', offer: 'ten-off', at: 3 });
  loaded.approved.add('ada');
  mergeLoadedOffers(loaded, { from: 'ada', into: 'bea' });
  expect(loaded.lastOfferedAt.get('bea')).toBe(5);
  expect(loaded.approved.has('bea')).toBe(true);
});

test('the month of a budget begins at the first midnight of the shop', () => {
  const midnight = Date.parse('2026-10-31T23:30:00Z');
  expect(monthOf(midnight, 'Europe/London')).toBe('2026-10-01');
  expect(monthOf(midnight, 'Europe/Berlin')).toBe('2026-11-01');
});
