import { expect, test } from 'vitest';
import type { Journey } from '#app/journeys/definition.ts';
import { DAY, HOUR, MINUTE } from '#app/lib/duration.ts';
import { resumeWatch, wantedWatches } from './wanted-watches.ts';
import {
  countMissed,
  decideWatch,
  isOver,
  learnedSpan,
  newStop,
  silentSince,
  withLearned,
} from './decide-watch.ts';
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

const USUAL = {
  profile: { bySlot: Array.from({ length: 168 }, () => 20), dispersion: 1, perMonth: 14_400 },
  chances: { taken: 950, missed: 50, again: 2 },
};

test('with another trigger what was usual is forgotten, with another condition it is what may be expected, and a text changes nothing', () => {
  const usual = known({ ...USUAL, lastAt: NOW - MINUTE });
  const triggered: Journey = {
    ...WELCOME,
    trigger: { events: ['product.viewed'], subject: 'person' },
  };
  const again = { since: NOW, learnedFrom: NOW, profiledAt: null };
  expect(resumeWatch(entriesOf(triggered), usual, NOW)).toMatchObject({ ...again, profile: null });
  const changed = { ...WELCOME, entry: { any: [] } };
  expect(resumeWatch(entriesOf(changed), usual, NOW)).toMatchObject({
    ...again,
    ...USUAL,
    level: 0,
  });
  const renamed = { ...WELCOME, name: 'Hello', version: 2 };
  expect(resumeWatch(entriesOf(renamed), known(), NOW)).toEqual(known());
});

test('a version whose condition matches no one is noticed within hours, and one that takes fewer is not', () => {
  const usual = known({ ...USUAL, lastAt: NOW - MINUTE });
  const fresh = resumeWatch(entriesOf({ ...WELCOME, entry: { any: [] } }), usual, NOW);
  const look = { now: NOW + 3 * HOUR, slotOf: (hour: number) => Math.floor(hour / HOUR) % 168 };
  const learned = withLearned(fresh, [], { taken: 0, missed: 60 }, 3, look);
  const refused = (count: number) => ({
    ...learned,
    missed: { 'not_entered:entry_not_met': count },
  });
  const stopped = (state: WatchState) => decideWatch(state, 3, look.now, look.slotOf)?.stopped;
  expect(stopped(refused(60))).toBe('none_yet');
  expect(stopped(refused(10))).toBeNull();
  // Once a person entered, a tenth of what was usual is not taken for a stop.
  const entered = { ...refused(10), lastAt: NOW + HOUR };
  const counts = [{ hour: NOW + HOUR, count: 2 }];
  const seen = withLearned(entered, counts, { taken: 2, missed: 18, again: 16 }, 3, look);
  expect(stopped(seen)).toBeNull();
});

test('nothing is expected from a pause, nor from an hour in which it was not looked', () => {
  expect(resumeWatch(entriesOf(WELCOME, 'paused'), known(), NOW).since).toBe(NOW);
  const long = known({ checkedAt: NOW - HOUR - 1 });
  expect(resumeWatch(entriesOf(WELCOME), long, NOW).since).toBe(NOW);
});

test('it is looked at more often the sooner a stop could be noticed', () => {
  const interval = (...notices: (number | null)[]) =>
    watchInterval(notices.map((noticeMs) => ({ noticeMs })));
  expect(interval(null)).toBe(15 * MINUTE);
  expect(interval(3 * DAY, 3 * HOUR)).toBe(5 * MINUTE);
  expect(interval(3 * DAY, 2 * HOUR)).toBe(MINUTE);
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
  expect(isOver(stop, state, true)).toBe(true);
  // With other rules it is learned again.
  expect(isOver(stop, { ...state, learnedFrom: NOW + MINUTE })).toBe(true);
});

test('a stop is not over because it was not looked at for a while, or because there was nothing to deliver', () => {
  const state = known({ lastAt: NOW - HOUR });
  const stop = newStop(state, silentSince(state), { cause: 'unknown', detail: '' }, NOW);
  expect(isOver(stop, { ...state, since: NOW + HOUR })).toBe(false);
  expect(isOver(stop, { ...state, since: NOW + HOUR, learnedFrom: NOW - DAY })).toBe(false);
});

test('emails that were sent before it was watched have begun: few that are skipped say nothing', () => {
  const emails = wantedWatches([{ journey: WELCOME, state: 'live' }])[2];
  if (emails?.measure !== 'emails') throw new Error('No emails are watched.');
  const look = { now: NOW, slotOf: (hour: number) => Math.floor(hour / HOUR) % 168 };
  const skipped = { ...newWatch(emails, NOW - 8 * DAY), missed: { 'skipped:cap': 3 } };
  const learned = (counts: { hour: number; count: number }[]) =>
    withLearned(skipped, counts, { taken: 0, missed: 3 }, 3, look);
  const stopped = (state: WatchState) => decideWatch(state, 3, NOW, look.slotOf)?.stopped;
  expect(stopped(learned([]))).toBe('none_yet');
  expect(stopped(learned([{ hour: NOW - 20 * DAY, count: 1 }]))).toBeUndefined();
});
