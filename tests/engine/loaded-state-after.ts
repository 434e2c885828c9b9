import { decide } from '#app/engine/decide/decide.ts';
import { emptyLoadedState, type LoadedState } from '#app/engine/load/loaded-state.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { journeys } from '#app/journeys/gallery.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';

/** What a shop of the gallery's journeys knows after batches of events, all decided at one moment. */
export function loadedStateAfter(batches: readonly DomainEvent[][], now: number): LoadedState {
  const loaded = emptyLoadedState();
  const policy = { model: retailModel, timeZone: 'UTC', journeys };
  for (const events of batches) decide(loaded, events, { profileIds: [], runIds: [] }, now, policy);
  return loaded;
}

/** The person whom all events are of. */
export function onlyPerson({ profiles }: LoadedState): ProfileState {
  const [state, ...others] = profiles.values();
  if (!state || others.length > 0) throw new Error('The events are of one person.');
  return state;
}
