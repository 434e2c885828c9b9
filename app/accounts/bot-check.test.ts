import { describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '#app/lib/duration.ts';
import { checkForBot, checkLimits, MOST_PER_SHOP_AND_HOUR } from './bot-check.ts';

const NOW = 1_795_000_000_000;

function sent(startedAt: string | null, nickname = ''): URLSearchParams {
  const form = new URLSearchParams({ nickname });
  if (startedAt !== null) form.set('started_at', startedAt);
  return form;
}

describe('whoever fills the form', () => {
  test.each([
    ['a person after a minute', sent(String(NOW - MINUTE)), 'person'],
    ['a person with a clock ahead of ours', sent(String(NOW - 3 * SECOND)), 'person'],
    ['a program that fills every field', sent(String(NOW - MINUTE), 'Bob'), 'trapped'],
    ['a program that sends at once', sent(String(NOW - 2_999)), 'too_fast'],
    ['a program without the start', sent(null), 'no_start'],
    ['a program with an empty start', sent(''), 'no_start'],
    ['a program with a start of its own making', sent('1e12'), 'no_start'],
    ['a program with a start from last week', sent(String(NOW - 7 * DAY)), 'no_start'],
    ['a program with a start in the future', sent(String(NOW + DAY)), 'no_start'],
  ] as const)('%s', (_who, form, verdict) => {
    expect(checkForBot(form, NOW)).toBe(verdict);
  });
});

describe('another application', () => {
  const none = { isRepeat: false, confirmedToday: 0, lastHourOfShop: 0 };
  test.each([
    ['the first of an address', none, 'store'],
    ['one sent again', { ...none, isRepeat: true, confirmedToday: 1 }, 'repeat'],
    ['one again on the day of a decision', { ...none, confirmedToday: 1 }, 'too_many'],
    [
      'one below the shop’s limit',
      { ...none, lastHourOfShop: MOST_PER_SHOP_AND_HOUR - 1 },
      'store',
    ],
    [
      'one beyond the shop’s limit',
      { ...none, lastHourOfShop: MOST_PER_SHOP_AND_HOUR },
      'too_many',
    ],
  ] as const)('%s', (_which, earlier, verdict) => {
    expect(checkLimits(earlier)).toBe(verdict);
  });
});
