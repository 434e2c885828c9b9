import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
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
import { reportProof, WHOLE } from '#tests/faults/report-proof.ts';
import {
  emptyLoadedState,
  type AssessedProfile,
  type LoadedState,
} from '#app/engine/load/loaded-state.ts';
import { decide } from './decide.ts';
import type { Policy } from './policy.ts';

const NIGHTLY = process.env.NIGHTLY === '1';
const HISTORIES = NIGHTLY ? 100_000 : 2_000;
const policy: Policy = { model: retailModel, timeZone: 'UTC', journeys };
const NOW = HISTORY_START + 45 * DAY;

/** Reads deliveries in batches of a size, as a worker would, and gives what is known in the end. */
function replay(
  deliveries: TestDelivery[],
  batch: number,
): { loaded: LoadedState; profiles: Map<string, AssessedProfile> } {
  const loaded = emptyLoadedState();
  const profiles = new Map<string, AssessedProfile>();
  for (let from = 0; from < deliveries.length; from += batch) {
    const events = deliveries.slice(from, from + batch).flatMap((delivery) => {
      const parsed = readDelivery(delivery);
      if (parsed.outcome !== 'read')
        throw new Error(`${delivery.topic}: ${JSON.stringify(parsed)}`);
      return parsed.events;
    });
    const changes = decide(loaded, events, { profileIds: [], runIds: [] }, NOW, policy);
    for (const profile of changes.profiles) profiles.set(profile.id, profile);
    for (const { from: merged } of changes.merges) profiles.delete(merged);
  }
  return { loaded, profiles };
}

/** What is known of all profiles, as text that is equal exactly when everything is; ids do not matter. */
function known({ loaded, profiles }: ReturnType<typeof replay>): string[] {
  return [...profiles.values()]
    .map(({ id, state, score, stage, nextChangeAt }) =>
      canonical({
        state,
        score,
        stage,
        nextChangeAt,
        segments: [...(loaded.memberships.get(id) ?? new Map()).keys()],
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
          expect(known(replay(again, batch))).toEqual(known(replay(once, 1_000)));
        },
      ),
      { numRuns: HISTORIES },
    );
    reportProof(context, {
      promise: 'A4 the order of webhooks does not matter',
      size: `${String(HISTORIES)} histories`,
      ...WHOLE,
    });
  });

  test('receiving a history twice decides nothing more', () => {
    fc.assert(
      fc.property(history, (deliveries) => {
        const { loaded } = replay(deliveries, 1_000);
        const events = deliveries.flatMap((delivery) => {
          const parsed = readDelivery(delivery);
          return parsed.outcome === 'read' ? parsed.events : [];
        });
        const again = decide(loaded, events, { profileIds: [], runIds: [] }, NOW, policy);
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
