import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentEvidence, ConsentState } from '#app/events/event.ts';
import { consentStates } from '#tests/arbitraries/consent.ts';
import {
  resolveEcho,
  newestAct,
  standingConsent,
  withAct,
  withAddressConsent,
  type AddressActs,
  type ConsentAct,
} from './consent-acts.ts';
import { newProfile } from './profile.ts';

test.each<[ConsentState, ConsentState]>([
  ['subscribed', 'unsubscribed'],
  ['subscribed', 'redacted'],
  ['subscribed', 'invalid'],
  ['subscribed', 'not_subscribed'],
  ['subscribed', 'pending'],
  ['pending', 'not_subscribed'],
  ['invalid', 'unsubscribed'],
  ['redacted', 'unsubscribed'],
])('of %s and %s at one moment the second holds', (freer, safer) => {
  const [one, other] = [
    { id: '2', state: freer, at: 5 },
    { id: '1', state: safer, at: 5 },
  ];
  expect(newestAct(one, other)).toBe(other);
  expect(newestAct(other, one)).toBe(other);
  expect(newestAct({ ...one, at: 6 }, other)).toEqual({ ...one, at: 6 });
});

type ReceivedAct = { evidence: ConsentEvidence; act: ConsentAct };

function after(all: readonly ReceivedAct[]): AddressActs {
  return all.reduce<AddressActs>((acts, one) => withAct(acts, one.evidence, one.act), {});
}

function receivedAct(
  evidence: ConsentEvidence,
  state: ConsentState,
  at: number,
  ours = false,
): ReceivedAct {
  const act = { id: `${evidence}-${String(at)}`, state, at };
  return { evidence, act: ours ? { ...act, ours: true } : act };
}

describe('what holds for an address', () => {
  test.each<[string, ReceivedAct[], ConsentState | undefined, number | null]>([
    ['nothing was received', [], undefined, null],
    ['it opted in', [receivedAct('act', 'subscribed', 5)], 'subscribed', 5],
    [
      'it left and opted in later',
      [receivedAct('act', 'unsubscribed', 5, true), receivedAct('act', 'subscribed', 6)],
      'subscribed',
      6,
    ],
    [
      'it left and a record is newer',
      [receivedAct('act', 'unsubscribed', 5, true), receivedAct('record', 'subscribed', 9)],
      'unsubscribed',
      null,
    ],
    [
      'it left with us, which Shopify repeated, and a record is newer',
      [
        receivedAct('act', 'unsubscribed', 5, true),
        receivedAct('act', 'unsubscribed', 6),
        receivedAct('record', 'subscribed', 9),
      ],
      'unsubscribed',
      null,
    ],
    [
      'it left in Shopify and a record of Shopify is newer',
      [receivedAct('act', 'unsubscribed', 5), receivedAct('record', 'subscribed', 9)],
      'subscribed',
      null,
    ],
    [
      'it left in Shopify and a file claims otherwise',
      [receivedAct('act', 'unsubscribed', 5), receivedAct('claim', 'subscribed', 9)],
      'unsubscribed',
      null,
    ],
    [
      'it left in one file and opted in in another',
      [receivedAct('record', 'unsubscribed', 5, true), receivedAct('claim', 'subscribed', 9, true)],
      'unsubscribed',
      null,
    ],
    [
      'it was asked and has not answered, whatever a file claims',
      [receivedAct('act', 'pending', 5), receivedAct('claim', 'subscribed', 9, true)],
      'pending',
      null,
    ],
    [
      'it was never asked and a file has proof',
      [receivedAct('act', 'not_subscribed', 5), receivedAct('claim', 'subscribed', 9, true)],
      'subscribed',
      null,
    ],
    [
      'it opted in and a record says it left since',
      [receivedAct('act', 'subscribed', 5), receivedAct('record', 'unsubscribed', 9)],
      'unsubscribed',
      null,
    ],
    [
      'it opted in and a record repeats that later',
      [receivedAct('act', 'subscribed', 5), receivedAct('record', 'subscribed', 9)],
      'subscribed',
      5,
    ],
  ])('%s', (_, all, state, optedInAt) => {
    const standing = standingConsent(after(all));
    expect(standing?.state).toBe(state);
    expect(standing?.optedInAt ?? null).toBe(optedInAt);
  });
});

const acts = fc.array(
  fc
    .record({
      evidence: fc.constantFrom<ConsentEvidence>('act', 'record', 'claim'),
      state: consentStates,
      // Few moments, so that many are of one.
      at: fc.integer({ min: 1, max: 6 }),
      ours: fc.boolean(),
      id: fc.constantFrom('1', '2'),
    })
    .map(({ evidence, ours, ...act }): ReceivedAct => ({
      evidence,
      act: ours ? { ...act, ours: true } : act,
    })),
  { minLength: 1, maxLength: 12 },
);

test('the same acts in any order and at any number of times come to the same', () => {
  fc.assert(
    fc.property(
      acts.chain((all) =>
        fc.record({
          all: fc.constant(all),
          again: fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 }),
        }),
      ),
      ({ all, again }) => {
        expect(after(again)).toEqual(after(all));
      },
    ),
    { numRuns: process.env.NIGHTLY === '1' ? 10_000 : 1_000 },
  );
});

test('no address is subscribed that left with us and has not opted in since by an act of its own', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const own = all.filter(({ evidence }) => evidence === 'act').map(({ act }) => act);
      const left = own.filter(({ state, ours }) => state === 'unsubscribed' && ours === true);
      const lastLeft = Math.max(...left.map(({ at }) => at));
      const optedIn = own.some(({ state, at }) => state === 'subscribed' && at > lastLeft);
      if (left.length > 0 && !optedIn)
        expect(standingConsent(after(all))?.state).not.toBe('subscribed');
    }),
    { numRuns: process.env.NIGHTLY === '1' ? 10_000 : 1_000 },
  );
});

test('a person has the consent of the address that mail would go to, and another address has its own', () => {
  const known = new Map([
    ['email:ada@shop.example', after([receivedAct('act', 'subscribed', 5)])],
    ['sms:+442079460000', after([receivedAct('act', 'unsubscribed', 6, true)])],
  ]);
  const actsOf = (key: string) => known.get(key);
  const ada = withAddressConsent(
    {
      ...newProfile(0),
      email: { value: 'ada@shop.example', at: 1 },
      phone: { value: '+442079460000', at: 1 },
    },
    actsOf,
  );
  expect(ada.consent).toEqual({
    email: { value: 'subscribed', at: 5 },
    sms: { value: 'unsubscribed', at: 6, ours: true },
  });
  const moved = { ...ada, email: { value: 'ada@other.example', at: 7 } };
  expect(withAddressConsent(moved, actsOf).consent.email).toBeNull();
  expect(withAddressConsent(ada, actsOf)).toBe(ada);
});

describe('what Shopify repeats of what we sent', () => {
  const CLAIM = receivedAct('claim', 'subscribed', 12_345, true);

  function repeated(first: ReceivedAct, echo: ReceivedAct): AddressActs {
    const acts = after([first]);
    const { evidence, act } = resolveEcho(acts, echo.evidence, echo.act, true);
    return withAct(acts, evidence, act);
  }

  test.each<[string, ReceivedAct]>([
    ['by a webhook', receivedAct('act', 'subscribed', 12_345)],
    ['without milliseconds', receivedAct('act', 'subscribed', 12_000)],
    ['in bulk', receivedAct('record', 'subscribed', 12_345)],
  ])('of a claim, %s, stays the claim, and the file its proof', (_title, echo) => {
    const acts = repeated(CLAIM, echo);
    const proof = { id: 'claim-12345', state: 'subscribed', at: 12_345 };
    expect(standingConsent(acts)).toEqual({ ...proof, optedInAt: null });
    const refused = withAct(acts, 'record', receivedAct('record', 'unsubscribed', 9_000, true).act);
    expect(standingConsent(refused)?.state).toBe('unsubscribed');
  });

  test('of a refusal in a file stays a record of one', () => {
    const record = receivedAct('record', 'unsubscribed', 12_345, true);
    const acts = repeated(record, receivedAct('act', 'unsubscribed', 12_000));
    expect(acts.act).toBeUndefined();
    expect(standingConsent(acts)).toEqual({ ...record.act, ours: undefined, optedInAt: null });
  });

  test('of an act of the address stays an act', () => {
    const own = receivedAct('act', 'subscribed', 12_345, true);
    const acts = repeated(own, receivedAct('act', 'subscribed', 12_345));
    expect(standingConsent(acts)?.optedInAt).toBe(12_345);
  });
});

test('what we did not send to Shopify is an act of the address, also at the moment of a claim', () => {
  const act = receivedAct('act', 'subscribed', 5).act;
  const acts = after([receivedAct('claim', 'subscribed', 5, true)]);
  expect(resolveEcho(acts, 'act', act, false)).toEqual({ evidence: 'act', act });
});
