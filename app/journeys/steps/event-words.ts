import type { EventKind } from '#app/events/event.ts';
import { eventKindOf, isEventKind } from '#app/events/kinds/registry.ts';

/** What starts a journey, as what a person does: the rest of “when a person ...”. */
export function eventActionWords(kind: EventKind): string {
  return journeyWordsOf(kind)?.action ?? kind.replace('.', ' ');
}

/** What a run waits for: the rest of “until ...”. */
export function eventStateWords(kind: EventKind): string {
  return journeyWordsOf(kind)?.state ?? kind.replace('.', ' ');
}

/** Undefined for a kind without words, or that this version of the app does not have. */
function journeyWordsOf(kind: string) {
  return isEventKind(kind) ? eventKindOf(kind).inJourneys : undefined;
}
