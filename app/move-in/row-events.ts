import type { DomainEvent, Identifier } from '#app/events/event.ts';
import { identifiersOf } from '#app/events/person.ts';
import { idOf } from '#app/lib/ids.ts';
import { platformOf, type FileKind } from './fields.ts';
import { evidenceOf, type RowReading } from './read-row.ts';

const TOPIC = 'import/people';

/**
 * What a row tells the engine: that the person is known, and what they agreed to or refused. The ids are made of
 * what the row says, so that the same row in another file tells nothing new.
 */
export function rowEvents(row: RowReading & { outcome: 'read' }, kind: FileKind): DomainEvent[] {
  const { email, phone, traits, changedAt, wishes } = row;
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
  const consents = wishes.flatMap((wish): DomainEvent[] => {
    const address = wish.channel === 'email' ? email : phone;
    return address === null ? [] : [consentEvent(wish, address, identifiers)];
  });
  return [person, ...consents];
}

function consentEvent(
  wish: (RowReading & { outcome: 'read' })['wishes'][number],
  address: string,
  identifiers: [Identifier, ...Identifier[]],
): DomainEvent {
  return {
    ...wish,
    kind: 'consent.changed',
    address,
    evidence: evidenceOf(wish.state),
    id: idOf('consent.changed', JSON.stringify([identifiers, wish])),
    topic: TOPIC,
    identifiers,
    traitsAt: wish.at,
    traits: {},
  };
}
