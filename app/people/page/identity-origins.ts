import { eventKindOf, isEventKind } from '#app/events/kinds/registry.ts';
import { TOPICS } from '#app/events/topics/registry.ts';

/** What an identifier comes from, by the topic of the delivery. */
export function topicOrigin(topic: string | null): string {
  if (topic?.startsWith('import/')) return 'an imported file';
  return (topic === null ? undefined : TOPICS.get(topic)?.origin) ?? 'an event';
}

/** Why two profiles became one, by the kind of the event. */
export function joinWords(cause: string): string {
  if (!isEventKind(cause)) return 'Linked by an event';
  const { joins, origin } = eventKindOf(cause);
  return joins ?? `Linked by ${origin}`;
}
