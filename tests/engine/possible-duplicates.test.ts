import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '#app/engine/decide.ts';
import { emptyWorld } from '#app/engine/world.ts';
import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { idOf } from '#app/lib/ids.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import {
  commonIdentifiers,
  MOST_CLAIMANTS,
  pairsOf,
  type Claim,
} from '#app/profiles/duplicate-pairs.ts';

/** A customer who is told with an identifier that others may be told with too. */
type Telling = { customer: number; also: Identifier };

const tellings: fc.Arbitrary<Telling[]> = fc.array(
  fc.record({
    customer: fc.integer({ min: 1, max: 5 }),
    also: fc.record({
      kind: fc.constantFrom('email' as const, 'phone', 'visitor', 'cart'),
      value: fc.constantFrom('one', 'two', 'three'),
    }),
  }),
  { minLength: 1, maxLength: 20 },
);

function eventOf({ customer, also }: Telling, index: number): DomainEvent {
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

/** The pairs of customers that the engine comes to when it is told this, in batches of a size. */
function pairsAfter(told: Telling[], batch: number) {
  const world = emptyWorld();
  const claims = new Map<string, Claim>();
  const policy = { model: retailModel, journeys: [] };
  for (let from = 0; from < told.length; from += batch) {
    const events = told.slice(from, from + batch).map((one, index) => eventOf(one, from + index));
    const { contested } = decide(world, events, { profileIds: [], runIds: [] }, 0, policy);
    for (const { identifier, profileId, owner } of contested) {
      for (const id of [profileId, owner]) {
        const claimedBy = world.profiles.get(id)?.customerId?.value ?? 'nobody';
        const key = `${identifier.kind} ${identifier.value} ${claimedBy}`;
        claims.set(key, { ...identifier, claimedBy });
      }
    }
  }
  return byIds(pairsOf([...claims.values()]));
}

/** All pairs of customers who were told with the same identifier, whoever was first. */
function expectedPairs(told: Telling[]) {
  return byIds(
    pairsOf(told.map(({ customer, also }) => ({ ...also, claimedBy: String(customer) }))),
  );
}

function byIds(pairs: ReturnType<typeof pairsOf>) {
  return pairs.sort((a, b) => (a.lowId + a.highId < b.lowId + b.highId ? -1 : 1));
}

describe('possible duplicates', () => {
  test('are all customers who share an identifier, in whatever order and however often that is told', () => {
    fc.assert(
      fc.property(
        tellings.chain((told) =>
          fc.record({
            told: fc.constant(told),
            again: fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }),
            batch: fc.integer({ min: 1, max: 10 }),
          }),
        ),
        ({ told, again, batch }) => {
          const expected = expectedPairs(told);
          expect(pairsAfter(told, 100)).toEqual(expected);
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
