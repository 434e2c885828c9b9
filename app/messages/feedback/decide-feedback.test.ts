import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decideFeedback,
  type AddressReport,
  type KnownFeedback,
  type SuppressionChange,
} from './decide-feedback.ts';

const NOTHING: KnownFeedback = {
  feedback: { softs: [], deliveredAt: null },
  suppression: null,
  lifts: { bounce: null, complaint: null },
};

/** What is known after reports, each decided alone. */
function after(reports: readonly AddressReport[], known = NOTHING): KnownFeedback {
  return reports.reduce((now, report) => {
    const decided = decideFeedback(now, [report]);
    const suppression = applied(now.suppression, decided.suppression);
    return { ...now, feedback: decided.feedback, suppression };
  }, known);
}

function applied(
  known: KnownFeedback['suppression'],
  change: SuppressionChange,
): KnownFeedback['suppression'] {
  if (change.change === 'none') return known;
  return change.change === 'lift' ? null : { reason: change.reason, at: change.at };
}

function report(kind: AddressReport['kind'], at: number, mail = `m${String(at)}`): AddressReport {
  return { kind, at, mail, words: null };
}

function softs(...times: number[]): AddressReport[] {
  return times.map((at) => report('soft', at));
}

describe('an address is', () => {
  test.each<[string, AddressReport[], object | null]>([
    ['stopped by one hard bounce', [report('hard', 1)], { reason: 'hard_bounce', at: 1 }],
    ['stopped by one complaint', [report('complaint', 1)], { reason: 'complaint', at: 1 }],
    ['not stopped by four soft bounces', softs(1, 2, 3, 4), null],
    ['stopped by five in a row', softs(1, 2, 3, 4, 5), { reason: 'soft_bounce', at: 5 }],
    [
      'not stopped by one email that bounces softly five times',
      [1, 2, 3, 4, 5].map((at) => report('soft', at, 'one')),
      null,
    ],
    [
      'not stopped when an email arrives before the fifth',
      [...softs(1, 2, 3, 4, 6), report('delivered', 5)],
      null,
    ],
    [
      'open again when an email arrives after the fifth',
      [...softs(1, 2, 3, 4, 5), report('delivered', 6)],
      null,
    ],
    [
      'not opened by an email that arrived before the row',
      [...softs(2, 3, 4, 5, 6), report('delivered', 1)],
      { reason: 'soft_bounce', at: 6 },
    ],
    [
      'not opened by a delivery after a hard bounce',
      [report('hard', 1), report('delivered', 2)],
      { reason: 'hard_bounce', at: 1 },
    ],
    [
      'kept as complained when it bounces as well',
      [report('complaint', 1), report('hard', 2)],
      { reason: 'complaint', at: 1 },
    ],
    ['not stopped by what says nothing of it', [report('other', 1)], null],
  ])('%s', (_, reports, suppression) => {
    expect(after(reports).suppression).toEqual(suppression);
  });

  test('not stopped again by what happened before staff allowed it again', () => {
    const lifted = { ...NOTHING, lifts: { bounce: 10, complaint: null } };
    expect(after([report('hard', 9), ...softs(1, 2, 3, 4, 5)], lifted).suppression).toBeNull();
    expect(after([report('hard', 11)], lifted).suppression).toMatchObject({ at: 11 });
    expect(after([report('complaint', 9)], lifted).suppression).toMatchObject({ at: 9 });
  });
});

const reports = fc.array(
  fc.record({
    kind: fc.constantFrom<AddressReport['kind']>('hard', 'soft', 'complaint', 'delivered', 'other'),
    at: fc.integer({ min: 1, max: 20 }),
    mail: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    words: fc.constant(null),
  }),
  { maxLength: 24 },
);
const soft = reports.map((all) =>
  all.filter(({ kind }) => kind !== 'hard' && kind !== 'complaint'),
);

test('the same reports in any order, repeated and in any parts, leave the same', () => {
  fc.assert(
    fc.property(
      fc.oneof(reports, soft).chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray([...all, ...all, ...all], {
            minLength: all.length * 3,
            maxLength: all.length * 3,
          }),
          fc.nat(all.length * 3),
        ),
      ),
      ([all, shuffled, cut]) => {
        const expected = after(all);
        expect(after(shuffled)).toEqual(expected);
        const parts = [shuffled.slice(0, cut), shuffled.slice(cut)].reduce((known, part) => {
          const decided = decideFeedback(known, part);
          const suppression = applied(known.suppression, decided.suppression);
          return { ...known, feedback: decided.feedback, suppression };
        }, NOTHING);
        expect(parts).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});
