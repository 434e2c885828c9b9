import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { identifiersOf } from '#app/events/topics/person.ts';
import { idOf } from '#app/lib/ids.ts';
import { platformOf, type FileKind } from './fields.ts';
import { evidenceOf, type ParsedRow } from './read-row.ts';

const TOPIC = 'import/people';

/**
 * The events of a row: that the person is known, and what they agreed to or refused. The ids are made of
 * what the row says, so that the same row in another file changes nothing.
 */
export function rowEvents(row: ParsedRow & { outcome: 'read' }, kind: FileKind): DomainEvent[] {
  const { email, phone, traits, changedAt, intents } = row;
  const identifiers = identifiersOf(['email', email], ['phone', phone]);
  const source = platformOf(kind);
  const person: DomainEvent = {
    kind: 'person.imported',
    id: idOf('person.imported', JSON.stringify([source, identifiers, traits, changedAt])),
    at: changedAt,
    topic: TOPIC,
    identifiers,
    traitsAt: changedAt,
    traits,
    source,
  };
  const consents = intents.flatMap((intent): DomainEvent[] => {
    const address = intent.channel === 'email' ? email : phone;
    return address === null ? [] : [consentEvent(intent, address, identifiers)];
  });
  return [person, ...consents];
}

function consentEvent(
  intent: (ParsedRow & { outcome: 'read' })['intents'][number],
  address: string,
  identifiers: [Identifier, ...Identifier[]],
): DomainEvent {
  return {
    ...intent,
    kind: 'consent.changed',
    address,
    evidence: evidenceOf(intent.state),
    id: idOf('consent.changed', JSON.stringify([identifiers, intent])),
    topic: TOPIC,
    identifiers,
    traitsAt: intent.at,
    traits: {},
  };
}
