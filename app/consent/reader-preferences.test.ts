import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EMAIL_TOPICS } from './email-topics.ts';
import { refusedByReader, samePreferences, USUAL_PREFERENCES } from './reader-preferences.ts';

const NOW = 1_000;

describe('an email of news', () => {
  test.each([
    ['of whom nothing was chosen', {}, null],
    ['who declined news', { declinedTopics: ['news'] }, 'topic_declined'],
    ['who declined all else', { declinedTopics: ['carts', 'advice', 'reviews'] }, null],
    ['who declined a topic that is gone', { declinedTopics: ['weather'] }, null],
    ['whose pause ends later', { pausedUntil: NOW + 1 }, 'reader_paused'],
    ['whose pause ends now', { pausedUntil: NOW }, null],
    [
      'who declined news during a pause',
      { declinedTopics: ['news'], pausedUntil: NOW + 1 },
      'topic_declined',
    ],
    ['who wants one a month, which is for the planner to keep', { frequency: 'month' }, null],
    ['who wants no messages in the store', { declinesBanners: true }, null],
  ] as const)('to a reader %s', (_who, chosen, refusal) => {
    const preferences = { ...USUAL_PREFERENCES, ...chosen };
    expect(refusedByReader('marketing', { topic: 'news', preferences }, NOW)).toBe(refusal);
    expect(refusedByReader('transactional', { topic: 'news', preferences }, NOW)).toBeNull();
  });
});

const anyPreferences = fc.record({
  declinedTopics: fc.subarray([...EMAIL_TOPICS, 'gone']),
  frequency: fc.constantFrom('all', 'week', 'month'),
  pausedUntil: fc.option(fc.integer({ min: 0, max: 2 * NOW })),
  declinesBanners: fc.boolean(),
});

describe('whatever was chosen', () => {
  test('stops an email of a topic exactly while that is declined or there is a pause', () => {
    fc.assert(
      fc.property(anyPreferences, fc.constantFrom(...EMAIL_TOPICS), (preferences, topic) => {
        const isStopped =
          preferences.declinedTopics.includes(topic) || (preferences.pausedUntil ?? 0) > NOW;
        const refusal = refusedByReader('marketing', { topic, preferences }, NOW);
        expect(refusal !== null).toBe(isStopped);
        expect(refusedByReader('transactional', { topic, preferences }, NOW)).toBeNull();
      }),
    );
  });

  test('is the same again in any order of topics', () => {
    fc.assert(
      fc.property(anyPreferences, (preferences) => {
        const turned = { ...preferences, declinedTopics: preferences.declinedTopics.toReversed() };
        expect(samePreferences(preferences, turned)).toBe(true);
        expect(
          samePreferences(preferences, {
            ...turned,
            declinesBanners: !preferences.declinesBanners,
          }),
        ).toBe(false);
      }),
    );
  });
});
