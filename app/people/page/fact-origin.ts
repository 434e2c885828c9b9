import { originOfWord } from '#app/events/kinds/registry.ts';
import { wantedEvent, type EventRef, type FactSource } from './provenance.ts';

/** What a fact comes from: "an order"; null when that is not known. A kind without words is named as it is. */
export function factOrigin(source: FactSource, event: EventRef | null): string | null {
  const word = event?.word ?? wantedEvent(source).word;
  if (word === null) return null;
  return word === 'visit' ? 'a visit' : (originOfWord(word) ?? word);
}
