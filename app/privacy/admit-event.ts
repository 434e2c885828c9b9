import type { DomainEvent, Identifier, IdentifierKind } from '#app/events/event.ts';
import { matchableIdentifiers } from '#app/profiles/identity/identity.ts';

/** Ids that Shopify gives once: whatever is received of one is about the person who was erased. */
const GIVEN_ONCE: readonly IdentifierKind[] = ['customer', 'order', 'cart', 'checkout'];

/** The answer to an email of ours belongs to what was erased. */
const OUR_MAIL = ['tendril/mail.sent', 'tendril/mail.clicked', 'tendril/mail.bounced'];

/** What is known of the identifiers of people who were erased. */
export type ErasureLookup = {
  /** When an identifier was erased, epoch milliseconds; null when it was not. */
  erasedAt(identifier: Identifier): number | null;
  /** Whether it is known again, by an act of its own after the erasure. Asked of what files say. */
  isBack(identifier: Identifier): boolean;
};

/**
 * What of an event may be known although some of its identifiers belong to people who were erased. Nothing
 * brings an erased person back except what they do themselves afterwards: an address or number that acts later
 * is welcome again, under a new customer, order or cart. What another person did with an erased address beside
 * their own is kept without it, and so is what they typed into a checkout.
 * @returns null when nothing of it may be
 */
export function admittedEvent(event: DomainEvent, erasures: ErasureLookup): DomainEvent | null {
  const isErased = (one: Identifier) => isErasedIn(event, one, erasures);
  const typed = typedIn(event).filter(isErased);
  const erased = matchableIdentifiers(event).filter(isErased);
  if (erased.length === 0 && typed.length === 0) return event;
  if (erased.some(({ kind }) => GIVEN_ONCE.includes(kind))) return null;
  const kept = withoutErased(event, [...typed, ...erased]);
  if (erased.length === 0) return kept;
  const [first, ...others] = event.identifiers.filter((one) => !erased.includes(one));
  const isAnothers = [first, ...others].some(
    (one) => one !== undefined && (one.kind === 'customer' || one.kind === 'email'),
  );
  if (first === undefined || !isAnothers || isConsentOf(event, erased)) return null;
  return { ...kept, identifiers: [first, ...others] };
}

/** An event without the erased addresses and numbers in what it says of a person and of an order. */
function withoutErased(event: DomainEvent, erased: readonly Identifier[]): DomainEvent {
  const traits = { ...event.traits };
  const record = { ...event.record };
  for (const { kind, value } of erased)
    if (kind === 'email' || kind === 'phone') {
      delete traits[kind];
      if (record[kind] === value) delete record[kind];
    }
  const values = erased.map(({ value }) => value);
  return { ...withoutContact(event, values), traits, ...(event.record && { record }) };
}

/** An order without the address that was given for it, where that is erased. */
function withoutContact(event: DomainEvent, erased: readonly string[]): DomainEvent {
  if (event.kind !== 'order.changed') return event;
  const { contact } = event.order;
  return contact && erased.includes(contact)
    ? { ...event, order: { ...event.order, contact: null } }
    : event;
}

/** Whether a file says it, which is the merchant's act. */
export function isOfFile({ topic }: DomainEvent): boolean {
  return topic === 'import/people';
}

/** Everything in an event that may lead to a person: who it is about, and the address and number that were typed. */
export function namedIn(event: DomainEvent): Identifier[] {
  return [...matchableIdentifiers(event), ...typedIn(event)];
}

/** The address and number that an event has of whom it is about: at a checkout, whatever was typed there. */
function typedIn({ traits, record }: DomainEvent): Identifier[] {
  const valuesOf = (kind: 'email' | 'phone') =>
    new Set([traits[kind], record?.[kind]].filter((value) => value !== undefined));
  return (['email', 'phone'] as const).flatMap((kind) =>
    [...valuesOf(kind)].flatMap((value) => (value ? [{ kind, value }] : [])),
  );
}

function isErasedIn(event: DomainEvent, identifier: Identifier, erasures: ErasureLookup): boolean {
  const at = erasures.erasedAt(identifier);
  if (at === null) return false;
  if (GIVEN_ONCE.includes(identifier.kind) || OUR_MAIL.includes(event.topic)) return true;
  if (!isOfFile(event)) return event.at <= at;
  // Of a person who came back a file may say more; what they refused counts whatever its date.
  return !erasures.isBack(identifier) || (event.at <= at && !isRefusal(event));
}

function isRefusal(event: DomainEvent): boolean {
  return event.kind === 'consent.changed' && event.state === 'unsubscribed';
}

/** Whether it says what an erased address or number agreed to. */
function isConsentOf(event: DomainEvent, erased: readonly Identifier[]): boolean {
  if (event.kind !== 'consent.changed') return false;
  const kind = event.channel === 'email' ? 'email' : 'phone';
  return erased.some((one) => one.kind === kind);
}
