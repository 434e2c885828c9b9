import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressConsent } from '#app/consent/known-address.ts';
import { maySend } from '#app/consent/may-send.ts';
import { decide } from '#app/engine/decide/decide.ts';
import { emptyLoadedState, type LoadedState } from '#app/engine/load/loaded-state.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { addressKey, standingConsent } from '#app/profiles/consent-acts.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import {
  ADDRESSES,
  CONSENT_START,
  consentHistories,
  type ConsentArrival,
  type OwnAct,
} from '#tests/arbitraries/consent-history.ts';

const HISTORIES = process.env.NIGHTLY === '1' ? 50_000 : 600;
const policy = { model: retailModel, timeZone: 'UTC', journeys };
const LATER = CONSENT_START + 24 * 3_600_000;

/** The newest own act of an address; of two of one moment the refusal. */
function newestOf(acts: readonly OwnAct[], address: string): OwnAct | undefined {
  return acts
    .filter((act) => act.address === address)
    .toSorted(
      (a, b) => a.at - b.at || Number(a.state !== 'subscribed') - Number(b.state !== 'subscribed'),
    )
    .at(-1);
}

/** Whether a record of Shopify's, newer than a refusal that Shopify sent, said so: then Shopify knows of a newer act. */
function isRecorded(
  received: readonly ConsentArrival[],
  address: string,
  refusal: OwnAct,
): boolean {
  const hasLeft = received.some(({ act }) => act?.address === address && act.ours);
  return (
    !hasLeft &&
    received.some(({ events }) =>
      events.some(
        (event) =>
          event.kind === 'consent.changed' &&
          event.address === address &&
          event.state === 'subscribed' &&
          event.evidence === 'record' &&
          event.at > refusal.at,
      ),
    )
  );
}

/** Receives arrivals one after the other; `onEach` sees what is known after each. */
function replay(
  arrivals: readonly ConsentArrival[],
  onEach: (
    loaded: LoadedState,
    received: readonly ConsentArrival[],
    mailed: string[],
  ) => void = () => undefined,
): LoadedState {
  const loaded = emptyLoadedState();
  arrivals.forEach(({ events, receivedAt }, index) => {
    const runIds = [...loaded.runs.values()].map(({ id }) => id);
    const now = receivedAt + (index % 3 === 2 ? LATER - CONSENT_START : 0);
    const changes = decide(loaded, events, { profileIds: [], runIds }, now, policy);
    const mailed = changes.effects.flatMap((effect) => {
      if (effect.kind !== 'email' || effect.payload.class !== 'marketing') return [];
      const isRefused = 'refused' in effect && effect.refused !== undefined;
      return isRefused ? [] : (loaded.profiles.get(effect.profileId)?.email?.value ?? []);
    });
    onEach(loaded, arrivals.slice(0, index + 1), mailed);
  });
  return loaded;
}

function mayMail(loaded: LoadedState, address: string): boolean {
  const known = loaded.addresses.get(addressKey('email', address));
  return maySend('marketing', addressConsent(address, known)).allowed;
}

test('whatever comes, no marketing mail is planned or allowed to an address whose newest own act is no opt-in', () => {
  let refusals = 0;
  let allowed = 0;
  let planned = 0;
  fc.assert(
    fc.property(
      consentHistories.chain((all) =>
        fc.shuffledSubarray(all, { minLength: all.length }).map((shuffled) => [all, shuffled]),
      ),
      (orders) => {
        for (const order of orders)
          replay(order, (loaded, received, mailed) => {
            const acts = received.flatMap(({ act }) => act ?? []);
            planned += mailed.length;
            for (const address of ADDRESSES) {
              const isAllowed = mayMail(loaded, address) || mailed.includes(address);
              const newest = newestOf(acts, address);
              if (isAllowed) allowed += 1;
              if (!newest || newest.state === 'subscribed') continue;
              refusals += 1;
              if (isAllowed && !isRecorded(received, address, newest))
                throw new Error(`${address} may get mail after ${JSON.stringify(newest)}`);
            }
          });
      },
    ),
    { numRuns: HISTORIES },
  );
  // It would prove nothing without refusals, or without mails.
  expect(refusals).toBeGreaterThan(HISTORIES);
  expect(allowed).toBeGreaterThan(HISTORIES / 2);
  expect(planned).toBeGreaterThan(HISTORIES / 20);
});

test('an address without any consent gets no marketing mail, whichever person carries it in a checkout', () => {
  fc.assert(
    fc.property(consentHistories, (all) => {
      const spoken = new Set(
        all.flatMap(({ events }) =>
          events.flatMap((event) => (event.kind === 'consent.changed' ? [event.address] : [])),
        ),
      );
      replay(all, (loaded, _received, mailed) => {
        for (const address of ADDRESSES) {
          if (spoken.has(address)) continue;
          expect(mayMail(loaded, address) || mailed.includes(address)).toBe(false);
        }
      });
    }),
    { numRuns: Math.ceil(HISTORIES / 5) },
  );
});

test('the same arrivals in any order, repeated at will, leave every address with the same consent and proof', () => {
  fc.assert(
    fc.property(
      consentHistories.chain((all) =>
        fc
          .shuffledSubarray([...all, ...all], { minLength: all.length * 2 })
          .map((again) => ({ all, again })),
      ),
      ({ all, again }) => {
        const known = (loaded: LoadedState) =>
          ADDRESSES.map((address) => loaded.addresses.get(addressKey('email', address))?.acts);
        const loaded = replay(again);
        expect(known(loaded)).toEqual(known(replay(all)));
        for (const person of loaded.profiles.values()) {
          const address = person.email?.value ?? '';
          const acts = loaded.addresses.get(addressKey('email', address))?.acts ?? {};
          expect(person.consent.email?.value).toBe(standingConsent(acts)?.state);
        }
      },
    ),
    { numRuns: Math.ceil(HISTORIES / 3) },
  );
});
