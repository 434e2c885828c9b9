import type { EventKind } from '#app/events/event.ts';

/** How a replay finds in the past what a trigger starts with. */
export type TriggerPast =
  /** Events of these kinds. `readsProfile`: the trigger asks about the person too, and not only about the event. */
  | { by: 'events'; kinds: readonly EventKind[]; readsProfile: boolean }
  /** The times at which people entered a segment, or left it. */
  | { by: 'segment'; segment: string; kind: 'entered' | 'left' }
  /** The profile as it was at each moment, by all events of the person. */
  | { by: 'profile' }
  /** Nothing, because it is not recorded; `why` says so to the merchant. */
  | { by: 'nothing'; why: string };
