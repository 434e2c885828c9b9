import { expect, test } from 'vitest';
import { USUAL_PREFERENCES } from '#app/consent/reader-preferences.ts';
import { choicesInWords } from './person-choices.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

test.each([
  ['everything', {}, []],
  [
    'less',
    {
      declinedTopics: ['news', 'carts', 'gone'],
      frequency: 'month',
      pausedUntil: NOW + 1,
      declinesBanners: true,
    },
    [
      'No emails about: Cart reminders, News and offers',
      'At most one email a month',
      'Emails paused until 20 Nov 2026',
      'No banners in the online store',
    ],
  ],
  [
    'mail again after a pause',
    { pausedUntil: NOW, frequency: 'week' },
    ['At most one email a week'],
  ],
] as const)('what a person who wants %s chose', (_what, chosen, lines) => {
  expect(choicesInWords({ ...USUAL_PREFERENCES, ...chosen }, NOW, 'Europe/London')).toEqual(lines);
});
