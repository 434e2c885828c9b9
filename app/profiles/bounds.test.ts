import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { life } from '#tests/arbitraries/life.ts';
import { applyEvent } from './apply-event.ts';
import type { Facts } from './facts.ts';
import { mergeProfiles } from './identity/merge-profiles.ts';
import { newProfile } from './profile.ts';
import type { ProfileState } from './profile-state.ts';

/** The most that a person may take beside the lists that follow, and that these may take, in bytes of JSON. */
const LARGEST = 8_192;
const MOST_MARKED = 400_000;
const MOST_REVIEWED = 1_024;

function lived(events: DomainEvent[], facts: Facts = noFacts()): ProfileState {
  return events.reduce(
    (state, event) => applyEvent(state, event, facts, 'p'),
    newProfile(events[0]?.at ?? 0),
  );
}

function noFacts(): Facts {
  return { carts: new Map(), purchases: new Map() };
}

function expectBounded({ tags, companies, reviewed, ...rest }: ProfileState): void {
  expect(sizeOf(rest)).toBeLessThanOrEqual(LARGEST);
  expect(sizeOf({ tags, companies })).toBeLessThanOrEqual(MOST_MARKED);
  expect(sizeOf(reviewed)).toBeLessThanOrEqual(MOST_REVIEWED);
}

function sizeOf(state: object): number {
  return Buffer.byteLength(JSON.stringify(state));
}

describe('a profile', () => {
  test('stays within 8 KB beside its tags whatever the history', () => {
    fc.assert(
      fc.property(fc.noShrink(life(2_000)), (events) => {
        expectBounded(lived(events));
      }),
      { numRuns: 6 },
    );
  });

  test('stays within 8 KB beside its tags when many are merged', () => {
    fc.assert(
      fc.property(fc.noShrink(fc.array(life(300), { minLength: 4, maxLength: 4 })), (lives) => {
        const facts = noFacts();
        const [first, ...others] = lives.map((events) => lived(events, facts));
        const merged = others.reduce(mergeProfiles, first ?? newProfile(0));
        expectBounded(merged);
      }),
      { numRuns: 3 },
    );
  });

  test('is the same in any order of its events, also when days had to be dropped', () => {
    fc.assert(
      fc.property(
        fc.noShrink(
          life(400).chain((events) =>
            fc.record({
              once: fc.constant(events),
              again: fc.shuffledSubarray(events, { minLength: events.length }),
            }),
          ),
        ),
        ({ once, again }) => {
          expect(lived(again)).toEqual(lived(once));
        },
      ),
      { numRuns: 15 },
    );
  });
});
