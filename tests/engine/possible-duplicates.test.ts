import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '#app/engine/decide/decide.ts';
import { emptyLoadedState } from '#app/engine/load/loaded-state.ts';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { idOf } from '#app/lib/ids.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import {
  commonIdentifiers,
  MOST_CLAIMANTS,
  pairsOf,
  type IdentifierClaim,
} from '#app/profiles/identity/duplicate-pairs.ts';

/** A customer who is received with an identifier that others may be received with too. */
type ReceivedCustomer = { customer: number; also: Identifier };

const receivedCustomers: fc.Arbitrary<ReceivedCustomer[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: 5 }),
    also: fc.record({
      kind: fc.constantFrom('email' as const, 'phone', 'visitor', 'cart'),
      value: fc.constantFrom('one', 'two', 'three'),
    }),
  }),
  { minLength: 1, maxLength: 20 },
);

function eventOf({ customer, also }: ReceivedCustomer, index: number): DomainEvent {
  const strongest: Identifier = { kind: 'customer', value: String(customer) };
  return {
    kind: 'customer.changed',
    id: idOf('event', String(index)),
    at: index,
    topic: 'customers/update',
    identifiers: also.kind === 'email' ? [also, strongest] : [strongest, also],
    traitsAt: index,
    traits: { customerId: strongest.value },
  };
}

/** The pairs of customers that the engine finds when it receives these, in batches of a size. */
function pairsAfter(received: ReceivedCustomer[], batch: number) {
  const loaded = emptyLoadedState();
  const claims = new Map<string, IdentifierClaim>();
  const policy = { model: retailModel, timeZone: 'UTC', journeys: [] };
  for (let from = 0; from < received.length; from += batch) {
    const events = received
      .slice(from, from + batch)
      .map((one, index) => eventOf(one, from + index));
    const { conflicts } = decide(loaded, events, { profileIds: [], runIds: [] }, 0, policy);
    for (const { identifier, profileId, owner } of conflicts) {
      for (const id of [profileId, owner]) {
        const claimedBy = loaded.profiles.get(id)?.customerId?.value ?? 'none';
        const key = `${identifier.kind} ${identifier.value} ${claimedBy}`;
        claims.set(key, { ...identifier, claimedBy });
      }
    }
  }
  return byIds(pairsOf([...claims.values()]));
}

/** All pairs of customers who were received with the same identifier, whichever was first. */
function expectedPairs(received: ReceivedCustomer[]) {
  return byIds(
    pairsOf(received.map(({ customer, also }) => ({ ...also, claimedBy: String(customer) }))),
  );
}

function byIds(pairs: ReturnType<typeof pairsOf>) {
  return pairs.sort((a, b) => (a.lowId + a.highId < b.lowId + b.highId ? -1 : 1));
}

describe('possible duplicates', () => {
  test('are all customers who share an identifier, in whatever order and however often that is received', () => {
    fc.assert(
      fc.property(
        receivedCustomers.chain((received) =>
          fc.record({
            received: fc.constant(received),
            again: fc.shuffledSubarray([...received, ...received], {
              minLength: received.length * 2,
            }),
            batch: fc.integer({ min: 1, max: 10 }),
          }),
        ),
        ({ received, again, batch }) => {
          const expected = expectedPairs(received);
          expect(pairsAfter(received, 100)).toEqual(expected);
          expect(pairsAfter(again, batch)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('are not seen in what more people share than one family has', () => {
    const claims = Array.from({ length: MOST_CLAIMANTS + 1 }, (_, customer) => ({
      kind: 'phone',
      value: '+442079460000',
      claimedBy: String(customer),
    }));
    expect(pairsOf(claims.slice(1))).toHaveLength((MOST_CLAIMANTS * (MOST_CLAIMANTS - 1)) / 2);
    expect(pairsOf(claims)).toEqual([]);
    expect(commonIdentifiers(claims)).toEqual(['phone:+442079460000']);
  });
});
