import { expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { resumeWatch, wantedWatches } from './wanted-watches.ts';
import { countMissed, isOver, learnedSpan, newStop, silentSince } from './decide-watch.ts';
import { newWatch, watchInterval, type WatchState } from './watched.ts';

const NOW = Date.UTC(2026, 10, 30, 12);

const WELCOME: Journey = {
  key: 'welcome',
  name: 'Welcome',
  purpose: '',
  version: 1,
  trigger: { events: ['page.viewed'], subject: 'person' },
  entry: { all: [] },
  exitReasons: [],
  restartsWhileWaitingAt: null,
  first: 'mail',
  steps: [
    { id: 'mail', kind: 'email', template: 'welcome', class: 'marketing', next: 'end' },
    { id: 'end', kind: 'exit', reason: 'finished' },
  ],
};
const TAGGED = { ...WELCOME, key: 'tagged', steps: WELCOME.steps.slice(1), first: 'end' };

function entriesOf(journey: Journey, state: 'live' | 'paused' = 'live') {
  const watch = wantedWatches([{ journey, state }]).find(({ measure }) => measure === 'entries');
  if (!watch) throw new Error('No entries are watched.');
  return watch;
}

function known(over: Partial<WatchState> = {}): WatchState {
  return { ...newWatch(entriesOf(WELCOME), NOW - 30 * DAY), checkedAt: NOW - MINUTE, ...over };
}

test('live journeys are watched: who enters, and the emails of those that send any', () => {
  const watches = wantedWatches([
    { journey: WELCOME, state: 'live' },
    { journey: TAGGED, state: 'live' },
    { journey: { ...TAGGED, key: 'old' }, state: 'archived' },
    { journey: { ...TAGGED, key: 'new' }, state: 'draft' },
  ]);
  expect(watches.map(({ journeyKey, measure }) => [journeyKey, measure])).toEqual([
    ['', 'deliveries'],
    ['welcome', 'entries'],
    ['welcome', 'emails'],
    ['tagged', 'entries'],
  ]);
  expect(wantedWatches([{ journey: WELCOME, state: 'draft' }])).toEqual([]);
});

test('what was usual is forgotten when who may enter is changed, and not when a text is', () => {
  const changed = { ...WELCOME, entry: { any: [] } };
  expect(resumeWatch(entriesOf(changed), known(), NOW)).toMatchObject({
    since: NOW,
    learnedFrom: NOW,
  });
  const renamed = { ...WELCOME, name: 'Hello', version: 2 };
  expect(resumeWatch(entriesOf(renamed), known(), NOW)).toEqual(known());
});

test('nothing is expected from a pause, nor from a day in which it was not looked', () => {
  expect(resumeWatch(entriesOf(WELCOME, 'paused'), known(), NOW).since).toBe(NOW);
  const long = known({ checkedAt: NOW - DAY - 1 });
  expect(resumeWatch(entriesOf(WELCOME), long, NOW).since).toBe(NOW);
});

test('it is looked at more often the sooner a stop could be noticed', () => {
  const interval = (...notices: (number | null)[]) =>
    watchInterval(notices.map((noticeMs) => ({ noticeMs })));
  expect(interval(null)).toBe(15 * MINUTE);
  expect(interval(3 * DAY, 2 * HOUR)).toBe(5 * MINUTE);
  expect(interval(3 * DAY, 20 * MINUTE)).toBe(MINUTE);
});

test('a silence begins with the last time, and what is usual is learned from before it', () => {
  const state = known({ lastAt: NOW - 90 * MINUTE });
  expect(silentSince(state)).toBe(NOW - 90 * MINUTE);
  expect(learnedSpan(state)).toEqual({ from: NOW - 56 * DAY - 2 * HOUR, until: NOW - 2 * HOUR });
});

test('an email that is put off is no missed chance', () => {
  expect(countMissed({ 'deferred:quiet_hours': 9, 'skipped:not_subscribed': 2 })).toBe(2);
});

test('a stop is over when it happens again, or is not watched any more', () => {
  const state = known({ lastAt: NOW - HOUR });
  const stop = newStop(state, silentSince(state), { cause: 'unknown', detail: '' }, NOW);
  expect(isOver(stop, state)).toBe(false);
  expect(isOver(stop, { ...state, lastAt: NOW })).toBe(true);
  expect(isOver(stop, undefined)).toBe(true);
});
