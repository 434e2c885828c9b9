import { decide } from '#app/engine/decide.ts';
import type { Policy } from '#app/engine/policy.ts';
import { emptyWorld, type World } from '#app/engine/world.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { decodeDelta, encodeDelta } from '#app/profiles/parts.ts';
import type { Joined } from '#app/profiles/split.ts';
import { retailModel } from '#app/scoring/retail-model.ts';

const policy: Policy = { model: retailModel, journeys: [] };
const NOW = Date.UTC(2027, 0, 1);

/**
 * What is known after events in batches of a size, and what the profiles remember of how they became what they are.
 * @param apart the profiles that are never joined
 */
export function liveTogether(
  events: readonly DomainEvent[],
  batch: number,
  apart?: World['apart'],
) {
  const world = { ...emptyWorld(), apart: apart ?? emptyWorld().apart };
  const into = new Map<string, string>();
  /** The part of each event, as its row keeps it. */
  const partOf = new Map<string, string>();
  const memory: Pick<Joined, 'joins' | 'parts'> & {
    deltas: (Joined['deltas'][number] & { profileId: string })[];
  } = { joins: [], parts: [], deltas: [] };
  for (let from = 0; from < events.length; from += batch) {
    const due = { profileIds: [], runIds: [] };
    const changes = decide(world, events.slice(from, from + batch), due, NOW, policy);
    for (const { from: lost, into: kept } of changes.absorbed) into.set(lost, kept);
    memory.joins = [...memory.joins, ...changes.joins];
    memory.parts = [...memory.parts, ...changes.parts];
    for (const { event, profileId, part, delta } of changes.events) {
      partOf.set(event.id, part);
      if (delta) memory.deltas.push({ profileId, part, delta: decodeDelta(encodeDelta(delta)) });
    }
    for (const { id, profileId, delta } of changes.addedLater)
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
  const joined = (profileId: string): Joined => ({
    profileId,
    joins: memory.joins.filter((join) => final(join.into) === profileId),
    parts: memory.parts.filter((part) => final(part.id) === profileId),
    deltas: memory.deltas.filter((delta) => final(delta.profileId) === profileId),
  });
  return { profiles: world.profiles, joins: memory.joins, joined, final };
}
