import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { noteHeardTopics } from './heard-topics.ts';
import { nameStopCause, STOP_CAUSES, type StopFacts } from './stop-cause.ts';
import { stopAdvice, stopReason } from './stop-words.ts';

const NOW = Date.UTC(2026, 10, 30, 12);
const SINCE = NOW - 30 * MINUTE;
const CARTS = ['carts/create', 'carts/update'];

function causeOf(over: Partial<StopFacts>) {
  return nameStopCause({
    measure: 'entries',
    since: SINCE,
    pendingSince: null,
    goneReference: null,
    missed: {},
    topics: CARTS,
    heard: {},
    isUnproven: false,
    now: NOW,
    ...over,
  });
}

function heardAt(at: number) {
  return { 'carts/update': { hour: NOW - HOUR, count: 1, at } };
}

describe('the cause of a stop', () => {
  test.each<[string, Partial<StopFacts>, string]>([
    ['deliveries that wait', { pendingSince: NOW - 10 * MINUTE }, 'not_processed'],
    ['a source that sends nothing', { measure: 'deliveries' }, 'source_silent'],
    ['a segment that is gone', { goneReference: 'The segment is gone.' }, 'reference_gone'],
    ['a filter that refuses all', { missed: { 'not_entered:entry_not_met': 5 } }, 'filter_refuses'],
    ['a re-entry that refuses all', { missed: { 'not_entered:once_only': 5 } }, 'entry_refused'],
    ['a topic that is silent', { heard: heardAt(SINCE - 1) }, 'topic_silent'],
    ['events that do not match', { heard: heardAt(SINCE + 1) }, 'nothing_matches'],
    ['a version that no one entered', { isUnproven: true }, 'none_entered'],
    ['no topic to look at', { topics: [] }, 'unknown'],
    [
      'no consent',
      { measure: 'emails', missed: { 'skipped:not_subscribed': 3 } },
      'not_subscribed',
    ],
    ['quiet hours', { measure: 'emails', missed: { 'deferred:quiet_hours': 3 } }, 'quiet_hours'],
    [
      'a refused sender',
      { measure: 'emails', missed: { 'failed:refused_sender': 3 } },
      'sender_refused',
    ],
    [
      'another reason',
      { measure: 'emails', missed: { 'skipped:out_of_stock': 3 } },
      'emails_skipped',
    ],
    ['no email that came up', { measure: 'emails' }, 'no_entries'],
  ])('%s is named', (_what, facts, cause) => {
    expect(causeOf(facts).cause).toBe(cause);
  });

  test('what is certain goes before what is likely', () => {
    const missed = { 'not_entered:entry_not_met': 5 };
    expect(causeOf({ missed, goneReference: 'A product was deleted.' })).toEqual({
      cause: 'reference_gone',
      detail: 'A product was deleted.',
    });
  });

  test('a reason of few among many others is none', () => {
    const missed = { 'skipped:a': 2, 'skipped:b': 2, 'skipped:c': 2 };
    expect(causeOf({ measure: 'emails', missed }).cause).toBe('no_entries');
  });

  test.each(STOP_CAUSES)('%s is said in words, with what to do', (cause) => {
    const words = [stopReason({ cause, detail: 'orders' }), stopAdvice({ cause })];
    for (const text of words) expect(text).toMatch(/^[A-Z][^_]*\.?$/);
  });
});

test('of a version that no one entered it is said how long it waits, and why', () => {
  const missed = { 'not_entered:entry_not_met': 46 };
  const said = causeOf({ isUnproven: true, missed });
  expect(stopReason(said)).toBe(
    'In 30 min people were looked at 46 times, and none entered: does not meet the conditions to enter any more.',
  );
});

test('a topic came when its count of an hour grew since it was looked at', () => {
  const hour = NOW - HOUR;
  const count = (n: number) => [{ topic: 'carts/update', hour, count: n }];
  const first = noteHeardTopics({}, count(3), NOW);
  expect(first['carts/update']?.at).toBe(NOW);
  const same = noteHeardTopics(first, count(3), NOW + MINUTE);
  expect(same['carts/update']?.at).toBe(NOW);
  const grown = noteHeardTopics(same, count(4), NOW + 2 * MINUTE);
  expect(grown['carts/update']?.at).toBe(NOW + 2 * MINUTE);
});
