import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import {
  ReentryContent,
  reentryFactsOf,
  reentryRefusal,
  type ReentryPolicy,
} from './reentry-policy.ts';
import type { Run } from './run.ts';

const NOW = Date.UTC(2026, 5, 1);

function run(changed: Partial<Run>): Run {
  return {
    id: 'r',
    journeyKey: 'tried',
    journeyVersion: 1,
    profileId: 'ada',
    dedupeKey: 'k',
    state: 'completed',
    stepId: 'end',
    visit: 1,
    context: { subject: 'person' },
    enteredAt: NOW - 20 * DAY,
    wakeAt: null,
    endedAt: NOW - 10 * DAY,
    endReason: 'finished',
    ...changed,
  };
}

const active = run({ state: 'active', endedAt: null, wakeAt: NOW });
const ended = run({});
const once = { per: 'person', again: 'never' } as const;
const always = { per: 'person', again: 'always' } as const;

function sinceEnd(days: number): ReentryPolicy {
  return { per: 'person', again: 'after', days, since: 'end' };
}

function sinceEntry(days: number): ReentryPolicy {
  return { per: 'person', again: 'after', days, since: 'entry' };
}

test.each<[string, ReentryPolicy, Run[], string | null]>([
  ['once, never on it', once, [], null],
  ['once, on it', once, [active], 'already_on'],
  ['once, was on it', once, [ended], 'once_only'],
  ['once, a run of theirs failed', once, [run({ state: 'failed' })], 'once_only'],
  ['every time, was on it', always, [ended], null],
  ['every time, on it', always, [ended, active], 'already_on'],
  ['10 days after the end', sinceEnd(10), [ended], null],
  ['11 days after the end', sinceEnd(11), [ended], 'too_soon'],
  ['20 days after the entry', sinceEntry(20), [ended], null],
  ['21 days after the entry', sinceEntry(21), [ended], 'too_soon'],
  ['after some days, on it', sinceEnd(1), [active], 'already_on'],
  ['one for each order, on it for another', { per: 'order' }, [active], null],
  ['one for each order and one at a time', { per: 'order', atOnce: 1 }, [active], 'already_on'],
  ['one for each event, two at a time', { per: 'event', atOnce: 2 }, [active, ended], null],
  ['and on two', { per: 'event', atOnce: 2 }, [active, active], 'already_on'],
])('%s', (_, policy, runs, refused) => {
  expect(reentryRefusal(policy, reentryFactsOf(runs), NOW)).toBe(refused);
});

test.each([
  { per: 'person' },
  { per: 'person', again: 'after' },
  { per: 'event' },
  { per: 'event', atOnce: 0 },
  { per: 'event', atOnce: 51 },
  { per: 'cart', again: 'never' },
  { per: 'moon' },
])('%j is no policy', (policy) => {
  expect(ReentryContent.safeParse(policy).success).toBe(false);
});
