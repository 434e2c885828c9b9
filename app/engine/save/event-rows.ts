import { isoTime } from '#app/lib/iso-time.ts';
import { traitsOfEvent } from '#app/profiles/event-traits.ts';
import { keptProps } from '#app/profiles/kept-props.ts';
import { encodeDelta } from '#app/profiles/profile-parts.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';

/** The row of an event that was applied. */
export function eventRow({ event, profileId, part, delta }: StateChanges['events'][number]) {
  const {
    id,
    at,
    kind,
    topic,
    identifiers: _identifiers,
    traits: _traits,
    traitsAt: _traitsAt,
    record: _record,
    ...props
  } = event;
  return {
    id,
    at: isoTime(at),
    profile_id: profileId,
    part_id: otherPart(part, profileId),
    kind,
    topic,
    props: { ...keptProps(kind, props), told: traitsOfEvent(event) },
    delta: delta === null ? undefined : encodeDelta(delta),
  };
}

/**
 * The rows of identifiers that were linked to profiles. A later link of the same identifier replaces an earlier one; one
 * statement may not write a row twice.
 * @param now epoch milliseconds
 */
export function linkRows({ links }: Pick<StateChanges, 'links'>, now: number) {
  const at = isoTime(now);
  const rows = links.map(
    ({ identifier: { kind, value }, profileId, part, topic, confirmed }) =>
      [
        `${kind}:${value}`,
        {
          kind,
          value,
          profile_id: profileId,
          part_id: otherPart(part, profileId),
          at,
          topic,
          confirmed,
        },
      ] as const,
  );
  return [...new Map(rows).values()];
}

/** The part that something belongs to, where that is not the profile's own. */
function otherPart(part: string, profileId: string): string | undefined {
  return part === profileId ? undefined : part;
}
