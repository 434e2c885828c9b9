import { expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import { DAY } from '#app/lib/duration.ts';
import type { JourneyStop } from './journey-stop.ts';
import { isCommonOver } from './shop-stops.ts';
import { wantedWatches } from './wanted-watches.ts';
import { newWatch } from './watched.ts';

const NOW = Date.UTC(2026, 10, 30, 12);

const JOURNEY: Journey = {
  key: 'thanks',
  name: 'Thanks',
  purpose: '',
  version: 1,
  trigger: { events: ['order.placed'], subject: 'order' },
  entry: { all: [] },
  exitReasons: [],
  restartsWhileWaitingAt: null,
  first: 'end',
  steps: [{ id: 'end', kind: 'exit', reason: 'finished' }],
};

function isOverWith(state: 'live' | 'paused' | 'archived', over: Partial<JourneyStop> = {}) {
  const wanted = wantedWatches([
    { journey: JOURNEY, state },
    {
      journey: {
        ...JOURNEY,
        key: 'other',
        trigger: { events: ['page.viewed'], subject: 'person' },
      },
      state: 'live',
    },
  ]);
  const states = wanted.map((watch) => newWatch(watch, NOW - DAY));
  const stop: JourneyStop = {
    id: 'stop',
    journeyKey: '',
    measure: 'entries',
    cause: 'topic_silent',
    detail: 'orders/create, orders/updated',
    since: NOW - DAY,
    noticedAt: NOW - DAY,
    ...over,
  };
  return isCommonOver(stop, { states, wanted }, null, NOW);
}

test('a silent topic is no problem any more once no live journey waits for it', () => {
  expect(isOverWith('live')).toBe(false);
  expect(isOverWith('paused')).toBe(true);
  expect(isOverWith('archived')).toBe(true);
});

test('a sender that is refused is none where no journey sends emails', () => {
  expect(isOverWith('live', { cause: 'sender_refused', measure: 'emails' })).toBe(true);
});
