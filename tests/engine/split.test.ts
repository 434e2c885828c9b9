import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent, Identifier, IdentifierKind } from '#app/events/event.ts';
import { life, withDeletions } from '#tests/arbitraries/life.ts';
import { canonical, canonicalSet } from '#tests/setup/canonical.ts';
import { mergeProfiles } from '#app/profiles/identity/merge-profiles.ts';
import { splitAtJoin } from '#app/profiles/identity/split.ts';
import { replayHistory } from './merged-histories.ts';

function identifiersOfKinds(kinds: IdentifierKind[]): fc.Arbitrary<Identifier> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    value: fc.constantFrom('one', 'two', 'three', 'four', 'five', 'six'),
  });
}

/**
 * What a few people did who share addresses and orders with each other, or who are all unknown and share browsers
 * and carts, in any order. Not both: a browser follows only who is unknown, so a wrong join also keeps away what
 * would have come later (docs/decisions/0010).
 */
const mixedHistory: fc.Arbitrary<DomainEvent[]> = fc
  .record({
    size: fc.integer({ min: 2, max: 40 }),
    identifier: fc.constantFrom(
      identifiersOfKinds(['email', 'order']),
      identifiersOfKinds(['visitor', 'cart', 'checkout']),
    ),
  })
  .chain(({ size, identifier }) =>
    fc.record({
      events: life(size, withDeletions),
      identifiers: fc.array(
        fc.uniqueArray(identifier, { minLength: 1, maxLength: 3, selector: canonical }),
        { minLength: size, maxLength: size },
      ),
    }),
  )
  .map(({ events, identifiers }) =>
    events.map((event, index) => {
      const [first = { kind: 'visitor' as const, value: 'one' }, ...others] =
        identifiers[index] ?? [];
      const unknown = first.kind !== 'email' && first.kind !== 'order';
      const { customerId: _1, email: _2, phone: _3, ...rest } = event.traits;
      const traits = unknown ? rest : event.traits;
      const record = unknown ? {} : (event.record ?? {});
      return { ...event, id: String(index), traits, record, identifiers: [first, ...others] };
    }),
  );

describe('splitting a profile', () => {
  test('gives the two people who would be known had they never been joined, whichever join it was', () => {
    fc.assert(
      fc.property(
        mixedHistory,
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (events, batch, choice) => {
          const whole = replayHistory(events, batch);
          const join = whole.joins[choice % Math.max(whole.joins.length, 1)];
          fc.pre(join !== undefined);
          const profileId = whole.final(join.into);
          const sides = splitAtJoin(whole.joined(profileId), join.id);
          if (!sides) throw new Error('A join that was made must be remembered.');
          const { stays, goes } = sides;
          const notDuplicates = new Map([
            ...stays.parts.map((id) => [id, new Set(goes.parts)] as const),
            ...goes.parts.map((id) => [id, new Set(stays.parts)] as const),
          ]);
          const others = [...whole.profiles].filter(([id]) => id !== profileId);
          const states = [stays.state, goes.state, ...others.map(([, state]) => state)];
          expect(canonicalSet(states)).toEqual(
            canonicalSet(replayHistory(events, 7, notDuplicates).profiles.values()),
          );
          expect(canonical(mergeProfiles(stays.state, goes.state))).toBe(
            canonical(whole.profiles.get(profileId)),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  test('of a join that is not remembered gives nothing', () => {
    const joined = { profileId: 'p', joins: [], parts: [], deltas: [] };
    expect(splitAtJoin(joined, 'j')).toBeNull();
  });
});

describe('merging profiles', () => {
  test('is associative and commutative, and a profile alone is its own', () => {
    fc.assert(
      fc.property(life(24, withDeletions), fc.integer({ min: 0, max: 12 }), (events, size) => {
        const owned = events.map((event, index): DomainEvent => {
          const value = index < size ? 'a' : index < 2 * size ? 'b' : 'c';
          return { ...event, id: String(index), identifiers: [{ kind: 'visitor', value }] };
        });
        const [a, b = a, c = b] = replayHistory(owned, 100).profiles.values();
        if (!a || !b || !c) throw new Error('A profile must be known.');
        const whole = canonical(mergeProfiles(mergeProfiles(a, b), c));
        expect(canonical(mergeProfiles(a, mergeProfiles(b, c)))).toBe(whole);
        expect(canonical(mergeProfiles(c, mergeProfiles(b, a)))).toBe(whole);
      }),
      { numRuns: 200 },
    );
  });
});
