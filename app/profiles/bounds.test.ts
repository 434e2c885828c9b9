import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent } from '#app/events/event.ts';
import { life } from '#tests/arbitraries/life.ts';
import { applyEvent, type Facts } from './apply-event.ts';
import { mergeProfiles } from './merge-profiles.ts';
import { newProfile, type ProfileState } from './profile.ts';

/** The most a person may take, in bytes of JSON. */
const LARGEST = 8_192;

function lived(events: DomainEvent[], facts: Facts = noFacts()): ProfileState {
  return events.reduce(
    (state, event) => applyEvent(state, event, facts, 'p'),
    newProfile(events[0]?.at ?? 0),
  );
}

function noFacts(): Facts {
  return { carts: new Map(), purchases: new Map() };
}

function sizeOf(state: ProfileState): number {
  return Buffer.byteLength(JSON.stringify(state));
}

describe('a profile', () => {
  test('stays within 8 KB whatever the history', () => {
    fc.assert(
      fc.property(fc.noShrink(life(2_000)), (events) => {
        expect(sizeOf(lived(events))).toBeLessThanOrEqual(LARGEST);
      }),
      { numRuns: 6 },
    );
  });

  test('stays within 8 KB when many are one', () => {
    fc.assert(
      fc.property(fc.noShrink(fc.array(life(300), { minLength: 4, maxLength: 4 })), (lives) => {
        const facts = noFacts();
        const [first, ...others] = lives.map((events) => lived(events, facts));
        const merged = others.reduce(mergeProfiles, first ?? newProfile(0));
        expect(sizeOf(merged)).toBeLessThanOrEqual(LARGEST);
      }),
      { numRuns: 3 },
    );
  });

  test('is the same in any order of its events, also when days had to be dropped', () => {
    fc.assert(
      fc.property(
        fc.noShrink(
          life(400).chain((told) =>
            fc.record({
              told: fc.constant(told),
              again: fc.shuffledSubarray(told, { minLength: told.length }),
            }),
          ),
        ),
        ({ told, again }) => {
          expect(lived(again)).toEqual(lived(told));
        },
      ),
      { numRuns: 15 },
    );
  });
});
