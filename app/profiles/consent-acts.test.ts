import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentEvidence, ConsentState } from '#app/events/event.ts';
import { consentStates } from '#tests/arbitraries/consent.ts';
import {
  heardAct,
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

type Heard = { evidence: ConsentEvidence; act: ConsentAct };

function after(heard: readonly Heard[]): AddressActs {
  return heard.reduce<AddressActs>((acts, one) => withAct(acts, one.evidence, one.act), {});
}

function heard(evidence: ConsentEvidence, state: ConsentState, at: number, ours = false): Heard {
  const act = { id: `${evidence}-${String(at)}`, state, at };
  return { evidence, act: ours ? { ...act, ours: true } : act };
}

describe('what holds for an address', () => {
  test.each<[string, Heard[], ConsentState | undefined, number | null]>([
    ['nothing was heard', [], undefined, null],
    ['it opted in', [heard('act', 'subscribed', 5)], 'subscribed', 5],
    [
      'it left and opted in later',
      [heard('act', 'unsubscribed', 5, true), heard('act', 'subscribed', 6)],
      'subscribed',
      6,
    ],
    [
      'it left and a record is newer',
      [heard('act', 'unsubscribed', 5, true), heard('record', 'subscribed', 9)],
      'unsubscribed',
      null,
    ],
    [
      'it left with us, which Shopify repeated, and a record is newer',
      [
        heard('act', 'unsubscribed', 5, true),
        heard('act', 'unsubscribed', 6),
        heard('record', 'subscribed', 9),
      ],
      'unsubscribed',
      null,
    ],
    [
      'it left in Shopify and a record of Shopify is newer',
      [heard('act', 'unsubscribed', 5), heard('record', 'subscribed', 9)],
      'subscribed',
      null,
    ],
    [
      'it left in Shopify and a file claims otherwise',
      [heard('act', 'unsubscribed', 5), heard('claim', 'subscribed', 9)],
      'unsubscribed',
      null,
    ],
    [
      'it left in one file and opted in in another',
      [heard('record', 'unsubscribed', 5, true), heard('claim', 'subscribed', 9, true)],
      'unsubscribed',
      null,
    ],
    [
      'it was asked and has not answered, whatever a file claims',
      [heard('act', 'pending', 5), heard('claim', 'subscribed', 9, true)],
      'pending',
      null,
    ],
    [
      'it was never asked and a file has proof',
      [heard('act', 'not_subscribed', 5), heard('claim', 'subscribed', 9, true)],
      'subscribed',
      null,
    ],
    [
      'it opted in and a record says it left since',
      [heard('act', 'subscribed', 5), heard('record', 'unsubscribed', 9)],
      'unsubscribed',
      null,
    ],
    [
      'it opted in and a record repeats that later',
      [heard('act', 'subscribed', 5), heard('record', 'subscribed', 9)],
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
    .map(({ evidence, ours, ...act }): Heard => ({
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

test('nobody is subscribed whose address left with us and has not opted in since by an act of its own', () => {
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
    ['email:ada@shop.example', after([heard('act', 'subscribed', 5)])],
    ['sms:+442079460000', after([heard('act', 'unsubscribed', 6, true)])],
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

describe('what Shopify repeats of what it heard from us', () => {
  const CLAIM = heard('claim', 'subscribed', 12_345, true);

  function repeated(first: Heard, echo: Heard): AddressActs {
    const acts = after([first]);
    const { evidence, act } = heardAct(acts, echo.evidence, echo.act, true);
    return withAct(acts, evidence, act);
  }

  test.each<[string, Heard]>([
    ['by a webhook', heard('act', 'subscribed', 12_345)],
    ['without milliseconds', heard('act', 'subscribed', 12_000)],
    ['in bulk', heard('record', 'subscribed', 12_345)],
  ])('of a claim, %s, stays the claim, and the file its proof', (_title, echo) => {
    const acts = repeated(CLAIM, echo);
    const proof = { id: 'claim-12345', state: 'subscribed', at: 12_345 };
    expect(standingConsent(acts)).toEqual({ ...proof, optedInAt: null });
    const refused = withAct(acts, 'record', heard('record', 'unsubscribed', 9_000, true).act);
    expect(standingConsent(refused)?.state).toBe('unsubscribed');
  });

  test('of a refusal in a file stays a record of one', () => {
    const record = heard('record', 'unsubscribed', 12_345, true);
    const acts = repeated(record, heard('act', 'unsubscribed', 12_000));
    expect(acts.act).toBeUndefined();
    expect(standingConsent(acts)).toEqual({ ...record.act, ours: undefined, optedInAt: null });
  });

  test('of an act of the address stays an act', () => {
    const own = heard('act', 'subscribed', 12_345, true);
    const acts = repeated(own, heard('act', 'subscribed', 12_345));
    expect(standingConsent(acts)?.optedInAt).toBe(12_345);
  });
});

test('what Shopify did not hear from us is an act of the address, also at the moment of a claim', () => {
  const act = heard('act', 'subscribed', 5).act;
  const acts = after([heard('claim', 'subscribed', 5, true)]);
  expect(heardAct(acts, 'act', act, false)).toEqual({ evidence: 'act', act });
});
