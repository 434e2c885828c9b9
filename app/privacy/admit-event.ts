import type { DomainEvent, Identifier, IdentifierKind } from '#app/events/event.ts';
import { identifiersOf } from '#app/profiles/identity.ts';

/** Ids that Shopify gives once: whatever is told of one is about the person who was erased. */
const GIVEN_ONCE: readonly IdentifierKind[] = ['customer', 'order', 'cart', 'checkout'];

/** A file is the merchant's act, and an answer to an email of ours belongs to what was erased. */
const NO_OWN_ACT = [
  'import/people',
  'tendril/mail.sent',
  'tendril/mail.clicked',
  'tendril/mail.bounced',
];

/** When an identifier was erased, epoch milliseconds; null when it was not. */
export type ErasedAt = (identifier: Identifier) => number | null;

/**
 * What of an event may be known although some of its identifiers belong to people who were erased. Nothing
 * brings an erased person back except what they do themselves afterwards: an address or number that acts later
 * is welcome again, under a new customer, order or cart. What somebody else did with an erased address beside
 * their own is kept without it.
 * @returns null when nothing of it may be
 */
export function admittedEvent(event: DomainEvent, erasedAt: ErasedAt): DomainEvent | null {
  const all = identifiersOf(event);
  const erased = all.filter((identifier) => isErased(event, identifier, erasedAt));
  if (erased.length === 0) return event;
  if (erased.some(({ kind }) => GIVEN_ONCE.includes(kind))) return null;
  const [first, ...others] = event.identifiers.filter((one) => !erased.includes(one));
  const isAnothers = [first, ...others].some(
    (one) => one !== undefined && (one.kind === 'customer' || one.kind === 'email'),
  );
  if (first === undefined || !isAnothers || isConsentOf(event, erased)) return null;
  const traits = { ...event.traits };
  for (const { kind } of erased) if (kind === 'email' || kind === 'phone') delete traits[kind];
  return { ...event, identifiers: [first, ...others], traits };
}

function isErased(event: DomainEvent, identifier: Identifier, erasedAt: ErasedAt): boolean {
  const at = erasedAt(identifier);
  if (at === null) return false;
  if (GIVEN_ONCE.includes(identifier.kind) || NO_OWN_ACT.includes(event.topic)) return true;
  return event.at <= at;
}

/** Whether it says what an erased address or number agreed to. */
function isConsentOf(event: DomainEvent, erased: readonly Identifier[]): boolean {
  if (event.kind !== 'consent.changed') return false;
  const kind = event.channel === 'email' ? 'email' : 'phone';
  return erased.some((one) => one.kind === kind);
}
