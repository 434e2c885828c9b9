import { expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { USUAL_LIMITS } from '#app/messages/planner/message-limits.ts';
import type { PlanInput } from '#app/messages/planner/planned-message.ts';
import { heldBannerDecision, planBanners, type BannerToPlan } from './plan-banners.ts';

const NOW = Date.UTC(2026, 10, 20, 12);

function banner(effectKey: string, more: Partial<BannerToPlan> = {}): BannerToPlan {
  return {
    effectKey,
    journeyKey: null,
    runId: null,
    seenAt: null,
    priority: 3,
    createdAt: NOW - HOUR,
    expiresAt: NOW + 7 * DAY,
    content: {
      template: 'basket-banner',
      context: { subject: 'order', orderId: '1' },
      heading: 'Yours',
      text: '',
      actionLabel: 'See',
    },
    ...more,
  };
}

function known(
  seen: number[],
  more: Partial<PlanInput['person']> = {},
): Omit<PlanInput, 'waiting'> {
  return {
    past: seen.map((hours) => ({ channel: 'banner', class: 'marketing', at: NOW - hours * HOUR })),
    person: {
      timeZone: 'UTC',
      engagedAt: NOW,
      hasOpenTicket: false,
      hasOpenDeal: false,
      frequency: 'all',
      declinedChannels: [],
      ...more,
    },
    limits: { ...USUAL_LIMITS, caps: { ...USUAL_LIMITS.caps, banner: { day: 2, week: 5 } } },
    quietHours: null,
    now: NOW,
  };
}

function keysOf(banners: BannerToPlan[]): string[] {
  return banners.map(({ effectKey }) => effectKey);
}

test('none is shown to a person who declined messages in the store, also not one that was seen', () => {
  const banners = [banner('a'), banner('b', { seenAt: NOW - HOUR })];
  const { shown, held } = planBanners(banners, known([], { declinedChannels: ['banner'] }));
  expect(shown).toEqual([]);
  const holds = held.map(({ hold }) => [hold.act, hold.reason]);
  expect(holds).toEqual([
    ['expire', 'channel_declined'],
    ['expire', 'channel_declined'],
  ]);
});

test('a new banner is shown while the cap leaves one, the most important first', () => {
  const banners = [banner('a'), banner('b', { priority: 4 })];
  expect(keysOf(planBanners(banners, known([3])).shown)).toEqual(['b']);
  const { held } = planBanners(banners, known([3]));
  expect(held).toMatchObject([{ banner: { effectKey: 'a' }, hold: { reason: 'outranked' } }]);
});

test('none is new when as many were seen as a day allows', () => {
  const { shown, held } = planBanners([banner('a')], known([3, 5]));
  expect(shown).toEqual([]);
  expect(held).toMatchObject([{ hold: { act: 'defer', reason: 'frequency_cap' } }]);
});

test('a banner that was seen before is shown on, and is one still', () => {
  const seen = banner('a', { seenAt: NOW - 3 * HOUR });
  expect(keysOf(planBanners([seen, banner('b')], known([3, 5])).shown)).toEqual(['a']);
});

test('all banners rest while a support ticket is open', () => {
  const seen = banner('a', { seenAt: NOW - 3 * HOUR });
  const { shown, held } = planBanners([seen, banner('b')], known([3], { hasOpenTicket: true }));
  expect(shown).toEqual([]);
  expect(held.map(({ hold }) => 'reason' in hold && hold.reason)).toEqual([
    'open_ticket',
    'open_ticket',
  ]);
});

test('a banner that is held back has one decision for each reason and day', () => {
  const decided = (hold: { reason: 'open_ticket' | 'outranked' }, at: number) =>
    heldBannerDecision(banner('a'), { key: 'a', act: 'defer', until: at + 1, ...hold }, at).id;
  const first = decided({ reason: 'open_ticket' }, NOW);
  expect(decided({ reason: 'open_ticket' }, NOW + HOUR)).toBe(first);
  expect(decided({ reason: 'outranked' }, NOW)).not.toBe(first);
  expect(decided({ reason: 'open_ticket' }, NOW + DAY)).not.toBe(first);
});
