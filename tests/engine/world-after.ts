import { decide } from '#app/engine/decide.ts';
import { emptyWorld, type World } from '#app/engine/world.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { journeys } from '#app/journeys/gallery.ts';
import type { ProfileState } from '#app/profiles/profile.ts';
import { retailModel } from '#app/scoring/retail-model.ts';

/** What a shop of the gallery's journeys knows after batches of events, all decided at one moment. */
export function worldAfter(batches: readonly DomainEvent[][], now: number): World {
  const world = emptyWorld();
  const policy = { model: retailModel, journeys };
  for (const events of batches) decide(world, events, { profileIds: [], runIds: [] }, now, policy);
  return world;
}

/** The person whom all events are of. */
export function onlyPerson({ profiles }: World): ProfileState {
  const [state, ...others] = profiles.values();
  if (!state || others.length > 0) throw new Error('The events are of one person.');
  return state;
}
