import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDelivery } from '#app/events/read-delivery.ts';
import { journeys } from '#app/journeys/gallery.ts';
import { DAY } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { canonical } from '#tests/setup/canonical.ts';
import {
  history,
  HISTORY_START,
  redelivered,
  type TestDelivery,
} from '#tests/arbitraries/history.ts';
import { proven, WHOLE } from '#tests/faults/proven.ts';
import { decide } from './decide.ts';
import type { Policy } from './policy.ts';
import { emptyWorld, type AssessedProfile, type World } from './world.ts';

const NIGHTLY = process.env.NIGHTLY === '1';
const HISTORIES = NIGHTLY ? 100_000 : 2_000;
const policy: Policy = { model: retailModel, journeys };
const NOW = HISTORY_START + 45 * DAY;

/** Reads deliveries in batches of a size, as a worker would, and gives what is known in the end. */
function live(
  deliveries: TestDelivery[],
  batch: number,
): { world: World; profiles: Map<string, AssessedProfile> } {
  const world = emptyWorld();
  const profiles = new Map<string, AssessedProfile>();
  for (let from = 0; from < deliveries.length; from += batch) {
    const events = deliveries.slice(from, from + batch).flatMap((delivery) => {
      const reading = readDelivery(delivery);
      if (reading.outcome !== 'read')
        throw new Error(`${delivery.topic}: ${JSON.stringify(reading)}`);
      return reading.events;
    });
    const changes = decide(world, events, { profileIds: [], runIds: [] }, NOW, policy);
    for (const profile of changes.profiles) profiles.set(profile.id, profile);
    for (const { from: absorbed } of changes.absorbed) profiles.delete(absorbed);
  }
  return { world, profiles };
}

/** What is known of everybody, as text that is equal exactly when everything is; ids do not matter. */
function known({ world, profiles }: ReturnType<typeof live>): string[] {
  return [...profiles.values()]
    .map(({ id, state, score, stage, nextChangeAt }) =>
      canonical({
        state,
        score,
        stage,
        nextChangeAt,
        segments: [...(world.memberships.get(id) ?? new Map()).keys()],
      }),
    )
    .sort();
}

describe('the engine', () => {
  test('A4 the same history in any order, repeated at will and in batches of any size, gives the same people', (context) => {
    fc.assert(
      fc.property(
        history.chain((once) =>
          fc.record({
            once: fc.constant(once),
            again: redelivered(once),
            batch: fc.integer({ min: 1, max: 70 }),
          }),
        ),
        ({ once, again, batch }) => {
          expect(known(live(again, batch))).toEqual(known(live(once, 1_000)));
        },
      ),
      { numRuns: HISTORIES },
    );
    proven(context, {
      promise: 'A4 the order of webhooks does not matter',
      size: `${String(HISTORIES)} histories`,
      ...WHOLE,
    });
  });

  test('telling a history twice decides nothing more', () => {
    fc.assert(
      fc.property(history, (told) => {
        const { world } = live(told, 1_000);
        const events = told.flatMap((delivery) => {
          const reading = readDelivery(delivery);
          return reading.outcome === 'read' ? reading.events : [];
        });
        const again = decide(world, events, { profileIds: [], runIds: [] }, NOW, policy);
        expect(again).toMatchObject({
          events: [],
          effects: [],
          runs: [],
          memberships: [],
          profiles: [],
        });
      }),
      { numRuns: 100 },
    );
  });
});
