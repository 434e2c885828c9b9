import type { EventKind } from '#app/events/event.ts';
import { eventKindOf } from '#app/events/kinds/registry.ts';

/** What starts a journey or ends a wait, as what a person does or what happens to an order. */
export function eventActionWords(kind: EventKind): string {
  return eventKindOf(kind).inJourneys?.action ?? kind.replace('.', ' ');
}

/** What a person's run waits for. */
export function eventStateWords(kind: EventKind): string {
  return eventKindOf(kind).inJourneys?.state ?? kind;
}
