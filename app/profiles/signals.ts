import type { EventPayload } from '#app/events/event.ts';
import { eventKindOf, isEventKind } from '#app/events/kinds/registry.ts';
import type { ProfileState, Signal } from './profile-state.ts';
import { bounded, mergeBuckets, occurrence } from './signal-buckets.ts';

/**
 * Which signal an event counts for, or null when it is not behaviour, or a stored one of a kind that another version
 * of the app knows.
 * A checkout counts once, at its birth, so it is counted where its fact is first seen, not here.
 */
export function signalOf(event: EventPayload): Signal | null {
  if (!isEventKind(event.kind)) return null;
  // A kind that counts for a name that is no signal does not compile here.
  return eventKindOf(event.kind).signal?.(event) ?? null;
}

/**
 * Counts one more of a signal.
 * @param at when it happened, epoch milliseconds
 * @param times -1 for one that counts no more, and 0 for one that never counted: the moment stays where it is among the
 *   others, so that both come to the same
 */
export function countSignal(
  signals: ProfileState['signals'],
  signal: Signal,
  at: number,
  times: -1 | 0 | 1 = 1,
): ProfileState['signals'] {
  const more = [occurrence(at, times)];
  return bounded({ ...signals, [signal]: mergeBuckets(signals[signal] ?? [], more) });
}
