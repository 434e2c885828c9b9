import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { MessageChannel } from '#app/messages/channels/registry.ts';
import { USUAL_LIMITS } from './message-limits.ts';
import { planMessages } from './plan-messages.ts';
import type { PastMessage, PlanInput, PlannedMessage, WaitingMessage } from './planned-message.ts';

/** Noon in UTC on a day without a change of clocks near. */
const NOW = Date.UTC(2026, 10, 20, 12);

const PERSON: PlanInput['person'] = {
  timeZone: 'UTC',
  engagedAt: NOW,
  hasOpenTicket: false,
  hasOpenDeal: false,
  frequency: 'all',
  declinedChannels: [],
};

function mail(key: string, more: Partial<WaitingMessage> = {}): WaitingMessage {
  return {
    key,
    channel: 'email',
    class: 'marketing',
    priority: 3,
    askedAt: NOW,
    dueAt: NOW,
    relevantUntil: NOW + 3 * DAY,
    ...more,
  };
}

function sentAgo(ms: number, channel: MessageChannel = 'email'): PastMessage {
  return { channel, class: 'marketing', at: NOW - ms };
}

function input(waiting: WaitingMessage[], more: Partial<PlanInput> = {}): PlanInput {
  return {
    waiting,
    past: [],
    person: PERSON,
    limits: USUAL_LIMITS,
    quietHours: { from: '21:00', to: '08:00' },
    now: NOW,
    ...more,
  };
}

function planOf(key: string, plan: PlanInput): PlannedMessage | undefined {
  return planMessages(plan).find((one) => one.key === key);
}

describe('a message that is due', () => {
  test('leaves when nothing holds it back', () => {
    expect(planMessages(input([mail('a')]))).toEqual([{ key: 'a', act: 'send' }]);
  });

  test('waits for the gap after the last marketing message of any pushed channel', () => {
    const past = [sentAgo(HOUR, 'sms')];
    expect(planOf('a', input([mail('a')], { past }))).toEqual({
      key: 'a',
      act: 'defer',
      until: NOW + 3 * HOUR,
      reason: 'minimum_gap',
    });
  });

  test('waits until fewer were sent in any 24 hours', () => {
    const past = [sentAgo(20 * HOUR), sentAgo(10 * HOUR)];
    expect(planOf('a', input([mail('a')], { past }))).toEqual({
      key: 'a',
      act: 'defer',
      until: NOW + 4 * HOUR,
      reason: 'frequency_cap',
    });
  });

  test('waits for the end of the quiet hours of the person', () => {
    const person = { ...input([]).person, timeZone: 'Asia/Tokyo' };
    // 21:00 in Tokyo.
    expect(planOf('a', input([mail('a')], { person }))).toEqual({
      key: 'a',
      act: 'defer',
      until: NOW + 11 * HOUR,
      reason: 'quiet_hours',
    });
  });

  test.each([
    [59, { act: 'send' }],
    [60, { act: 'defer', reason: 'engagement' }],
    [130, { act: 'expire', because: 'engagement' }],
  ])('of a person who was away for %i days is %o', (days, outcome) => {
    const person = { ...input([]).person, engagedAt: NOW - days * DAY };
    const past = [sentAgo(10 * HOUR)];
    expect(planOf('a', input([mail('a')], { past, person }))).toMatchObject(outcome);
    const limits = { ...USUAL_LIMITS, followsEngagement: false };
    expect(planOf('a', input([mail('a')], { past, person, limits }))?.act).toBe('send');
  });

  test.each([
    ['open_ticket', { hasOpenTicket: true }],
    ['open_deal', { hasOpenDeal: true }],
  ])('waits while there is an %s, and no longer than it is relevant', (reason, open) => {
    const person = { ...input([]).person, ...open };
    expect(planOf('a', input([mail('a')], { person }))).toMatchObject({
      act: 'defer',
      until: NOW + 6 * HOUR,
      reason,
    });
    const last = mail('a', { relevantUntil: NOW });
    expect(planOf('a', input([last], { person }))).toMatchObject({
      act: 'expire',
      because: reason,
    });
  });

  test.each([
    ['week', 6, { act: 'defer', until: NOW + DAY, reason: 'reader_frequency' }],
    ['week', 7, { act: 'send' }],
    ['month', 28, { act: 'defer', until: NOW + 2 * DAY, reason: 'reader_frequency' }],
    ['month', 20, { act: 'expire', because: 'reader_frequency' }],
    ['month', 30, { act: 'send' }],
    ['all', 6, { act: 'send' }],
  ] as const)(
    'of a person who wants one a %s and got one %i days ago is %o',
    (often, days, plan) => {
      const person = { ...PERSON, frequency: often };
      const past = [sentAgo(days * DAY)];
      expect(planOf('a', input([mail('a')], { past, person }))).toMatchObject(plan);
      const banner = mail('banner', { channel: 'banner' });
      expect(planOf('banner', input([banner], { past, person }))?.act).toBe('send');
      const thanks = mail('thanks', { class: 'transactional' });
      expect(planOf('thanks', input([thanks], { past, person }))?.act).toBe('send');
    },
  );

  test('is not sent on a channel that the person declined, unless it is about something they did', () => {
    const person = { ...PERSON, declinedChannels: ['banner' as const] };
    const banner = mail('banner', { channel: 'banner' });
    expect(planMessages(input([banner, mail('a')], { person }))).toEqual([
      { key: 'a', act: 'send' },
      { key: 'banner', act: 'expire', reason: 'channel_declined', because: null },
    ]);
    const done = { ...banner, class: 'transactional' as const };
    expect(planOf('banner', input([done], { person }))?.act).toBe('send');
  });

  test('is not sent when its next slot comes after it is relevant', () => {
    const past = [sentAgo(HOUR)];
    const brief = mail('a', { relevantUntil: NOW + HOUR });
    expect(planOf('a', input([brief], { past }))).toEqual({
      key: 'a',
      act: 'expire',
      reason: 'no_longer_relevant',
      because: 'minimum_gap',
    });
    expect(planOf('a', input([mail('a', { relevantUntil: NOW - 1 })]))).toMatchObject({
      because: null,
    });
  });

  test('is not held back when it is about something the person did', () => {
    const past = [sentAgo(1), sentAgo(2), sentAgo(3)];
    const person = { ...input([]).person, timeZone: 'Asia/Tokyo', hasOpenTicket: true };
    const thanks = mail('thanks', { class: 'transactional' });
    expect(planOf('thanks', input([thanks], { past, person }))?.act).toBe('send');
  });
});

describe('of several messages', () => {
  test('the most important goes first, whatever waits longer', () => {
    const waiting = [
      mail('win-back', { priority: 2, askedAt: NOW - HOUR }),
      mail('cart', { priority: 4 }),
    ];
    expect(planMessages(input(waiting))).toEqual([
      { key: 'cart', act: 'send' },
      { key: 'win-back', act: 'defer', until: NOW + 4 * HOUR, reason: 'outranked' },
    ]);
  });

  test('of equal importance the older goes first, and then by key', () => {
    const waiting = [mail('b'), mail('a'), mail('c', { askedAt: NOW - 1 })];
    expect(planMessages(input(waiting)).map(({ key }) => key)).toEqual(['c', 'a', 'b']);
  });

  test('one that is due soon takes its slot before a less important one that is due now', () => {
    const soon = mail('cart', { priority: 4, dueAt: NOW + HOUR });
    expect(planMessages(input([mail('news'), soon]))).toEqual([
      { key: 'cart', act: 'wait', until: NOW + HOUR },
      { key: 'news', act: 'defer', until: NOW + 5 * HOUR, reason: 'outranked' },
    ]);
  });

  test('banners neither wait for the quiet hours nor for the gap, and have caps of their own', () => {
    const banner = mail('banner', { channel: 'banner' });
    const past = [sentAgo(HOUR), sentAgo(2 * HOUR)];
    const person = { ...input([]).person, timeZone: 'Asia/Tokyo' };
    expect(planOf('banner', input([banner], { past, person }))?.act).toBe('send');
    const seen = [1, 2, 3].map((hours) => sentAgo(hours * HOUR, 'banner'));
    expect(planOf('banner', input([banner], { past: seen }))).toMatchObject({
      reason: 'frequency_cap',
    });
  });
});
