import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressConsent } from '#app/consent/known-address.ts';
import { maySend } from '#app/consent/may-send.ts';
import { decide } from '#app/engine/decide.ts';
import { emptyWorld, type World } from '#app/engine/world.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { addressKey, standingConsent } from '#app/profiles/consent-acts.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import {
  ADDRESSES,
  CONSENT_START,
  consentHistories,
  type Arrival,
  type OwnAct,
} from '#tests/arbitraries/consent-history.ts';

const HISTORIES = process.env.NIGHTLY === '1' ? 50_000 : 600;
const policy = { model: retailModel, journeys };
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

/** Whether a record of Shopify's, newer than a refusal that Shopify told, said so: then Shopify knows of a newer act. */
function isRecorded(heard: readonly Arrival[], address: string, refusal: OwnAct): boolean {
  const hasLeft = heard.some(({ act }) => act?.address === address && act.ours);
  return (
    !hasLeft &&
    heard.some(({ events }) =>
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

/** Hears arrivals one after the other; `onEach` sees what is known after each. */
function hear(
  arrivals: readonly Arrival[],
  onEach: (world: World, heard: readonly Arrival[], mailed: string[]) => void = () => undefined,
): World {
  const world = emptyWorld();
  arrivals.forEach(({ events, receivedAt }, index) => {
    const runIds = [...world.runs.values()].map(({ id }) => id);
    const now = receivedAt + (index % 3 === 2 ? LATER - CONSENT_START : 0);
    const changes = decide(world, events, { profileIds: [], runIds }, now, policy);
    const mailed = changes.effects.flatMap((effect) => {
      if (effect.kind !== 'email' || effect.payload.class !== 'marketing') return [];
      const isRefused = 'refused' in effect && effect.refused !== undefined;
      return isRefused ? [] : (world.profiles.get(effect.profileId)?.email?.value ?? []);
    });
    onEach(world, arrivals.slice(0, index + 1), mailed);
  });
  return world;
}

function mayMail(world: World, address: string): boolean {
  const known = world.addresses.get(addressKey('email', address));
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
          hear(order, (world, heard, mailed) => {
            const acts = heard.flatMap(({ act }) => act ?? []);
            planned += mailed.length;
            for (const address of ADDRESSES) {
              const isAllowed = mayMail(world, address) || mailed.includes(address);
              const newest = newestOf(acts, address);
              if (isAllowed) allowed += 1;
              if (!newest || newest.state === 'subscribed') continue;
              refusals += 1;
              if (isAllowed && !isRecorded(heard, address, newest))
                throw new Error(`${address} may get mail after ${JSON.stringify(newest)}`);
            }
          });
      },
    ),
    { numRuns: HISTORIES },
  );
  // It would prove nothing if nobody ever refused, or nobody was ever written to.
  expect(refusals).toBeGreaterThan(HISTORIES);
  expect(allowed).toBeGreaterThan(HISTORIES / 2);
  expect(planned).toBeGreaterThan(HISTORIES / 20);
});

test('an address that nobody ever heard of gets no marketing mail, whoever carries it in a checkout', () => {
  fc.assert(
    fc.property(consentHistories, (all) => {
      const spoken = new Set(
        all.flatMap(({ events }) =>
          events.flatMap((event) => (event.kind === 'consent.changed' ? [event.address] : [])),
        ),
      );
      hear(all, (world, _heard, mailed) => {
        for (const address of ADDRESSES) {
          if (spoken.has(address)) continue;
          expect(mayMail(world, address) || mailed.includes(address)).toBe(false);
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
        const known = (world: World) =>
          ADDRESSES.map((address) => world.addresses.get(addressKey('email', address))?.acts);
        const world = hear(again);
        expect(known(world)).toEqual(known(hear(all)));
        for (const person of world.profiles.values()) {
          const address = person.email?.value ?? '';
          const acts = world.addresses.get(addressKey('email', address))?.acts ?? {};
          expect(person.consent.email?.value).toBe(standingConsent(acts)?.state);
        }
      },
    ),
    { numRuns: Math.ceil(HISTORIES / 3) },
  );
});
