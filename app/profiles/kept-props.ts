import type { EventPayload } from '#app/events/event.ts';
import { eventKindOf } from '#app/events/kinds/registry.ts';

/**
 * An event's own facts as its row keeps them: without long lists and addresses that other rows hold anyway.
 * @param props what is said of it beside what all events say
 */
export function keptProps(kind: EventPayload['kind'], props: Record<string, unknown>): object {
  return eventKindOf(kind).stored?.(props) ?? props;
}
