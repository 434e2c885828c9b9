import { monthOf } from '#app/offers/offer-lookup.ts';
import { reserveCodes, type CodeReservation } from '#app/offers/reserve-codes.server.ts';
import type { CodeUse } from '#app/offers/store/code-states.server.ts';
import { noteUsedCodes, revokeUnusedCodes } from '#app/offers/used-codes.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import type { Projection } from './projection.server.ts';

/** Codes of offers that journeys made, that orders used, and that are taken back. */
export const offerCodesProjection: Projection = {
  name: 'offer codes',
  apply: async ({ client, shopId, changes, now }) => {
    const reservations = reservationsOf(changes);
    const uses = usesOf(changes);
    const ended = changes.runs.flatMap(({ id, state, endReason }) =>
      state === 'exited' && endReason === 'ordered' ? [id] : [],
    );
    if (reservations.length + uses.length + ended.length === 0) return [];
    const month = monthOf(now, await loadTimeZone(client, shopId));
    await reserveCodes(client, shopId, reservations, month, now);
    // Before what was not used is taken back: the order that ends a run may have used its code.
    const isRemoving = [
      await noteUsedCodes(client, shopId, uses, month, now),
      await revokeUnusedCodes(client, shopId, ended, now),
    ].some(Boolean);
    return isRemoving ? [{ job: 'sync' }] : [];
  },
};

function reservationsOf({ effects }: StateChanges): CodeReservation[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'issue_code') return [];
    const { key: effectKey, profileId, runId, payload } = effect;
    return [{ effectKey, profileId, runId, ...payload }];
  });
}

function usesOf({ events }: StateChanges): CodeUse[] {
  return events.flatMap(({ event, profileId }) =>
    event.kind === 'order.placed'
      ? (event.codes ?? []).map(({ code, minor }) => ({
          code,
          profileId,
          at: event.at,
          costMinor: minor,
        }))
      : [],
  );
}
