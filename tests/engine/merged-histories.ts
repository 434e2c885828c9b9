import { decide } from '#app/engine/decide/decide.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import { emptyLoadedState, type LoadedState } from '#app/engine/load/loaded-state.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { decodeDelta, encodeDelta } from '#app/profiles/profile-parts.ts';
import type { SplittableProfile } from '#app/profiles/identity/split.ts';
import { retailModel } from '#app/scoring/retail-model.ts';

const policy: Policy = { model: retailModel, timeZone: 'UTC', journeys: [] };
const NOW = Date.UTC(2027, 0, 1);

/**
 * What is known after events in batches of a size, and what the profiles remember of how they became what they are.
 * @param notDuplicates the profiles that are never merged
 */
export function replayHistory(
  events: readonly DomainEvent[],
  batch: number,
  notDuplicates?: LoadedState['notDuplicates'],
) {
  const loaded = {
    ...emptyLoadedState(),
    notDuplicates: notDuplicates ?? emptyLoadedState().notDuplicates,
  };
  const into = new Map<string, string>();
  /** The part of each event, as its row keeps it. */
  const partOf = new Map<string, string>();
  const memory: Pick<SplittableProfile, 'joins' | 'parts'> & {
    deltas: (SplittableProfile['deltas'][number] & { profileId: string })[];
  } = { joins: [], parts: [], deltas: [] };
  for (let from = 0; from < events.length; from += batch) {
    const due = { profileIds: [], runIds: [] };
    const changes = decide(loaded, events.slice(from, from + batch), due, NOW, policy);
    for (const { from: lost, into: kept } of changes.merges) into.set(lost, kept);
    memory.joins = [...memory.joins, ...changes.joins];
    memory.parts = [...memory.parts, ...changes.parts];
    for (const { event, profileId, part, delta } of changes.events) {
      partOf.set(event.id, part);
      if (delta) memory.deltas.push({ profileId, part, delta: decodeDelta(encodeDelta(delta)) });
    }
    for (const { id, profileId, delta } of changes.deltaUpdates)
      memory.deltas.push({
        profileId,
        part: partOf.get(id) ?? id,
        delta: decodeDelta(encodeDelta(delta)),
      });
  }
  const final = (id: string): string => {
    const next = into.get(id);
    return next === undefined ? id : final(next);
  };
  const joined = (profileId: string): SplittableProfile => ({
    profileId,
    joins: memory.joins.filter((join) => final(join.into) === profileId),
    parts: memory.parts.filter((part) => final(part.id) === profileId),
    deltas: memory.deltas.filter((delta) => final(delta.profileId) === profileId),
  });
  return { profiles: loaded.profiles, joins: memory.joins, joined, final };
}
