import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '#app/lib/duration.ts';
import { checkForBot, checkLimits, MOST_PER_SHOP_AND_HOUR } from './bot-check.ts';

const NOW = 1_795_000_000_000;

function sent(startedAt: string | null, more: Record<string, string> = {}): URLSearchParams {
  const form = new URLSearchParams({ leave_empty: '', ...more });
  if (startedAt !== null) form.set('started_at', startedAt);
  return form;
}

/** As the script notes it by a clock that is wrong by some time. */
function noted(openMs: number, wrongBy = 0): URLSearchParams {
  const sentAt = NOW + wrongBy;
  return sent(String(sentAt - openMs), { sent_at: String(sentAt) });
}

describe('the sender of the form', () => {
  test.each([
    ['a person after a minute', sent(String(NOW - MINUTE)), 'person'],
    ['a person after three seconds', sent(String(NOW - 3 * SECOND)), 'person'],
    ['a person with a clock a day behind', noted(MINUTE, -DAY), 'person'],
    ['a person with a clock a year fast', noted(MINUTE, 365 * DAY), 'person'],
    ['a person whose page stood open for a week', noted(7 * DAY), 'person'],
    ['the same with an older script', sent(String(NOW - 7 * DAY)), 'person'],
    ['a clock far too fast with an older script', sent(String(NOW + DAY)), 'person'],
    ['a clock that was set back meanwhile', noted(-MINUTE), 'person'],
    ['what fills every field', sent(String(NOW - MINUTE), { leave_empty: 'Bob' }), 'trapped'],
    ['what fills it in an older theme', sent(String(NOW - MINUTE), { nickname: 'B' }), 'trapped'],
    ['what sends at once by a wrong clock', noted(2_999, DAY), 'too_fast'],
    ['a program that sends at once', sent(String(NOW - 2_999)), 'too_fast'],
    ['a program without the start', sent(null), 'no_start'],
    ['a program with an empty start', sent(''), 'no_start'],
    ['a program with a start of its own making', sent('1e12'), 'no_start'],
  ] as const)('%s', (_who, form, result) => {
    expect(checkForBot(form, NOW)).toBe(result);
  });
});

test('a clock that is wrong changes nothing of how long a form was open', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 * DAY }),
      fc.integer({ min: -400 * DAY, max: 400 * DAY }),
      (openMs, wrongBy) => {
        const result = openMs < 3 * SECOND ? 'too_fast' : 'person';
        expect(checkForBot(noted(openMs, wrongBy), NOW)).toBe(result);
      },
    ),
  );
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
  ] as const)('%s', (_which, earlier, result) => {
    expect(checkLimits(earlier)).toBe(result);
  });
});
