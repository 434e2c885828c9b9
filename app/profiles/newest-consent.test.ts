import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConsentState, DomainEvent } from '#app/events/event.ts';
import { consentStates } from '#tests/arbitraries/consent.ts';
import { applyEvent } from './apply-event.ts';
import { mergeProfiles } from './merge-profiles.ts';
import { newestConsent } from './newest-consent.ts';
import { newProfile, type ProfileState } from './profile.ts';

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
    { value: freer, at: 5 },
    { value: safer, at: 5 },
  ];
  expect(newestConsent(one, other)).toBe(other);
  expect(newestConsent(other, one)).toBe(other);
  expect(newestConsent({ ...one, at: 6 }, other)).toEqual({ ...one, at: 6 });
});

type Wish = { channel: 'email' | 'sms'; state: ConsentState; at: number; source: string };

const wishes = fc.array(
  fc.record<Wish>({
    channel: fc.constantFrom('email', 'sms'),
    state: consentStates,
    // Few moments, so that many wishes are of one.
    at: fc.integer({ min: 1, max: 6 }),
    source: fc.constantFrom('shopify', 'mail:page'),
  }),
  { minLength: 1, maxLength: 12 },
);

function after(
  told: readonly Wish[],
  state: ProfileState = newProfile(0),
): ProfileState['consent'] {
  return told.reduce((known, { channel, state: wish, at, source }) => {
    const event: DomainEvent = {
      kind: 'consent.changed',
      id: '',
      at,
      topic: 'test',
      identifiers: [{ kind: 'customer', value: '1' }],
      traitsAt: at,
      traits: {},
      channel,
      state: wish,
      source,
      wording: null,
      page: null,
    };
    return applyEvent(known, event, { carts: new Map(), purchases: new Map() }, 'p');
  }, state).consent;
}

test('in either channel the newest wish holds, whatever the order they arrive in and on whichever profile', () => {
  fc.assert(
    fc.property(
      wishes.chain((told) =>
        fc.tuple(
          fc.constant(told),
          fc.shuffledSubarray(told, { minLength: told.length }),
          fc.nat(told.length),
        ),
      ),
      ([told, shuffled, cut]) => {
        const known = after(told);
        expect(after(shuffled)).toEqual(known);
        const [one, other] = [shuffled.slice(0, cut), shuffled.slice(cut)].map((part) => ({
          ...newProfile(0),
          consent: after(part),
        }));
        if (one && other) expect(mergeProfiles(one, other).consent).toEqual(known);
        for (const channel of ['email', 'sms'] as const) {
          const about = told.filter((wish) => wish.channel === channel);
          if (about.length === 0) continue;
          const last = about.filter(({ at }) => at === Math.max(...about.map((wish) => wish.at)));
          expect(last.map(({ state }) => state)).toContain(known[channel]?.value);
          if (last.some(({ state }) => state === 'unsubscribed'))
            expect(known[channel]?.value).toBe('unsubscribed');
        }
      },
    ),
    { numRuns: process.env.NIGHTLY === '1' ? 10_000 : 1_000 },
  );
});
