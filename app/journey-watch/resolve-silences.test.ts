import { expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import type { JourneyStop } from './journey-stop.ts';
import { resolveSilences, type SilenceFacts } from './resolve-silences.ts';
import { wantedWatches } from './wanted-watches.ts';
import { newWatch, type WatchState } from './watched.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const LOOK = { now: NOW, slotOf: (hour: number) => Math.floor(hour / HOUR) % 168, watched: 3 };
const PROFILE = { bySlot: Array.from({ length: 168 }, () => 20), dispersion: 1, perMonth: 14_400 };

function journeyOf(event: 'order.placed' | 'order.cancelled'): Journey {
  return {
    key: 'thanks',
    name: 'Thanks',
    purpose: '',
    version: 1,
    trigger: { events: [event], subject: 'order' },
    entry: { all: [] },
    exitReasons: [],
    restartsWhileWaitingAt: null,
    first: 'mail',
    steps: [
      { id: 'mail', kind: 'email', template: 'thanks', class: 'marketing', next: 'end' },
      { id: 'end', kind: 'exit', reason: 'finished' },
    ],
  };
}

/** A journey that 20 enter in an hour, and none for twenty minutes. */
function resolved(
  facts: Partial<SilenceFacts> = {},
  over: Partial<WatchState> = {},
  event: 'order.placed' | 'order.cancelled' = 'order.placed',
) {
  const wanted = wantedWatches([{ journey: journeyOf(event), state: 'live' }]);
  const states = wanted.map((watch) => ({
    ...newWatch(watch, NOW - 60 * DAY),
    profile: PROFILE,
    lastAt: NOW - 20 * MINUTE,
    topics: watch.measure === 'deliveries' ? {} : null,
    checkedAt: NOW,
    ...over,
  }));
  const found = resolveSilences(
    states,
    wanted,
    { newest: {}, open: [], pendingTopics: [], ...facts },
    LOOK,
  );
  const since = found.states.map((state) => state.since === NOW);
  return { doubts: [...found.doubts], lost: [...found.lost], since };
}

function topicStop(detail: string): JourneyStop {
  const cause = 'topic_silent' as const;
  const at = { since: NOW - DAY, noticedAt: NOW - DAY };
  return { id: 'stop', journeyKey: '', measure: 'entries', cause, detail, ...at };
}

test('a silence of orders is asked about', () => {
  expect(resolved()).toEqual({ doubts: ['orders'], lost: [], since: [false, false, false] });
});

test('where there was no order, neither entries nor emails are missed', () => {
  const quiet = resolved({ newest: { orders: NOW - 2 * 60 * DAY } });
  expect(quiet).toEqual({ doubts: [], lost: [], since: [false, true, true] });
  // Emails that were skipped are no matter of orders.
  const skipped = { missed: { 'skipped:not_subscribed': 3 } };
  const newest = { orders: NOW - 2 * 60 * DAY };
  expect(resolved({ newest }, skipped).since).toEqual([false, true, false]);
});

test('an order that did not come is lost', () => {
  expect(resolved({ newest: { orders: NOW - 5 * MINUTE } }).lost).toEqual(['entries:thanks']);
  expect(resolved({ newest: { orders: NOW - MINUTE } }).lost).toEqual([]);
});

test('what still waits to be processed is neither lost nor in doubt', () => {
  const facts = { newest: { orders: NOW - 5 * MINUTE }, pendingTopics: ['orders/create'] };
  expect(resolved(facts)).toMatchObject({ doubts: [], lost: [] });
  expect(resolved({ pendingTopics: ['storefront/batch'] }).doubts).toEqual(['orders']);
});

test('a silence that is known is not asked about again, and that of another topic ends no doubt', () => {
  expect(resolved({ open: [topicStop('orders/create, orders/updated')] }).doubts).toEqual([]);
  expect(resolved({ open: [topicStop('carts/create, carts/update')] }).doubts).toEqual(['orders']);
});

test('the newest order says nothing of orders that are cancelled', () => {
  expect(resolved({}, {}, 'order.cancelled').doubts).toEqual([]);
});
