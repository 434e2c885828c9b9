import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '#app/lib/duration.ts';
import { lastHeard, noteHeardTopics } from './heard-topics.ts';
import { nameStopCause, STOP_CAUSES, type StopFacts } from './stop-cause.ts';
import { stopAdvice, stopReason, stopTitle } from './stop-words.ts';

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
    isLost: false,
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
      'a mailbox that does not exist, which is no fault of the sender',
      { measure: 'emails', missed: { 'failed:refused_mailbox': 3 } },
      'emails_failed',
    ],
    [
      'a mail server that asks to try later',
      { measure: 'emails', missed: { 'deferred:try_again': 3 } },
      'emails_put_off',
    ],
    [
      'a topic of which Shopify has newer ones, although others were refused',
      { isLost: true, missed: { 'not_entered:entry_not_met': 5 } },
      'topic_silent',
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

test('what the storefront reports does not count as coming from Shopify', () => {
  const heard = noteHeardTopics({}, [{ topic: 'storefront/batch', hour: NOW, count: 3 }], NOW);
  expect(lastHeard(heard, (topic) => topic === 'storefront/batch')).toBe(NOW);
  expect(lastHeard(heard, (topic) => topic !== 'storefront/batch')).toBeNull();
});

test('a storefront that is silent is not called a topic of Shopify', () => {
  const stop = { journey: null, measure: 'entries', cause: 'topic_silent' } as const;
  const title = (detail: string) => stopTitle({ ...stop, detail });
  expect(title('storefront/batch')).toBe('Your storefront reports no more visits');
  expect(title('carts/create, storefront/batch')).toBe(
    'No more carts/create, visits of your storefront come',
  );
  expect(title('carts/create')).toBe('Shopify sends no more carts/create');
});
