import type { CartSnapshot, DomainEvent, Traits } from '#app/events/event.ts';
import { truncateUtf8 } from '#app/lib/truncate-utf8.ts';
import { applyOrder, isOfDeletedOrder } from './orders/apply-order.ts';
import { cartAfter } from './facts-change.ts';
import { cartKey, type Facts } from './facts.ts';
import { mergeContacts, contactsOf, type EventContact } from './contact.ts';
import type { ContactTrait, CartSummary, ProfileState, ReviewedProduct } from './profile-state.ts';
import { later, newest } from './timestamped.ts';
import { interestsOf, mergeInterests } from './interests.ts';
import { timestampedItems, mergeTimestampedSets } from './timestamped-set.ts';
import { mergeTags, tagsOfChange, type TagChange } from './customer-tags.ts';
import { isToken } from './identity/match-tokens.ts';
import { newerCart } from './carts/newer-cart.ts';
import { mergeReviewed } from './orders/reviewed-products.ts';
import { countSignal, signalOf } from './signals.ts';
import { newerSummary } from './summary.ts';
import { firstTouch, lastTouch } from './touches.ts';

/**
 * The profile after one more event. The caller applies each event once (by its id); then any order of the
 * same events gives the same profile. `facts` is brought up to date in place.
 */
export function applyEvent(
  state: ProfileState,
  event: DomainEvent,
  facts: Facts,
  profileId: string,
): ProfileState {
  const signal = signalOf(event);
  const met: ProfileState = {
    ...withTraits(state, event),
    ...withTouch(state, event.touch),
    firstSeenAt: Math.min(state.firstSeenAt, event.at),
    lastSeenAt: isActivity(event) ? later(state.lastSeenAt, event.at) : state.lastSeenAt,
    signals: signal
      ? countSignal(state.signals, signal, event.at, isOfDeletedOrder(event, facts) ? 0 : 1)
      : state.signals,
  };
  switch (event.kind) {
    case 'cart.changed':
    case 'checkout.changed':
      return applyCart(met, event, facts, profileId);
    case 'order.changed':
    case 'order.tested':
    case 'order.refunded':
    case 'order.deleted':
    case 'order.shipped':
    case 'order.delivered':
    case 'order.shipment_cancelled':
      return applyOrder(met, event, facts, profileId);
    case 'product.viewed':
      return {
        ...met,
        interests: mergeInterests(met.interests, [[event.productId, event.at, 'viewed']]),
      };
    case 'product.added':
      return {
        ...met,
        interests: mergeInterests(met.interests, [[event.productId, event.at, 'carted']]),
      };
    case 'tags.changed': {
      const { added, removed, all } = event;
      // A list is of the moment that it was so, which may be within the second it is dated by.
      const at = all ? event.traitsAt : event.at;
      const customerId = event.identifiers.find(({ kind }) => kind === 'customer')?.value;
      return withTags(met, { customerId, at, added, removed, all });
    }
    // A record that is gone has no tags; those of the one that was kept are sent of that one.
    case 'customer.merged':
    case 'customer.deleted': {
      const gone = event.kind === 'customer.merged' ? event.deletedId : event.identifiers[0].value;
      return withTags(met, { customerId: gone, at: event.at, added: [], removed: [], all: [] });
    }
    case 'company.joined':
    case 'company.left': {
      const on = event.kind === 'company.joined' ? 1 : 0;
      const items = timestampedItems([event.companyId], event.at, on);
      return { ...met, companies: mergeTimestampedSets(met.companies, items) };
    }
    case 'customer.summarized': {
      const { orders, spent, at } = event;
      const sent = { orders, spentMinor: spent.minor, currency: spent.currency, at };
      return { ...met, summary: newerSummary(met.summary, sent) };
    }
    case 'review.submitted':
      return withReviewed(met, event.productId === null ? [] : [event.productId], event.at);
    case 'mail.sent':
      return withReviewed(met, event.asked ?? [], event.at);
    // A consent belongs to an address, and comes to the person who has that address.
    case 'consent.changed':
    case 'quote.changed':
    case 'order.placed':
    case 'order.cancelled':
    case 'checkout.deleted':
    case 'checkout.reached':
    case 'collection.viewed':
    case 'search.submitted':
    case 'cart.viewed':
    case 'support.ticket_opened':
    case 'support.ticket_closed':
    case 'custom.happened':
    case 'customer.changed':
    case 'profile.joined':
    case 'page.viewed':
    case 'visitor.identified':
    case 'person.imported':
    case 'mail.clicked':
    case 'mail.bounced':
    case 'banner.seen':
    case 'banner.clicked':
    case 'banner.dismissed':
    case 'application.submitted':
    case 'application.approved':
    case 'application.declined':
      return met;
  }
}

/** Whether the person did it, rather than the store or a machine. */
function isActivity(event: DomainEvent): boolean {
  switch (event.kind) {
    case 'cart.changed':
    case 'checkout.changed':
    case 'order.placed':
    case 'product.viewed':
    case 'product.added':
    case 'collection.viewed':
    case 'page.viewed':
    case 'search.submitted':
    case 'cart.viewed':
    case 'checkout.reached':
    case 'support.ticket_opened':
    case 'review.submitted':
    case 'mail.clicked':
    case 'banner.clicked':
    case 'banner.dismissed':
    case 'application.submitted':
      return true;
    default:
      return false;
  }
}

function applyCart(
  state: ProfileState,
  { cart: sent, identifiers }: DomainEvent & { kind: 'cart.changed' | 'checkout.changed' },
  facts: Facts,
  profileId: string,
): ProfileState {
  const key = cartKey(sent.kind, sent.token);
  const known = facts.carts.get(key);
  const namesPerson = !identifiers.every(isToken);
  facts.carts.set(key, cartAfter(known, sent, profileId, namesPerson));
  const started = sent.kind === 'checkout' && !known?.snapshot;
  return {
    ...withCart(state, sent),
    signals: started
      ? countSignal(state.signals, 'checkout_started', sent.createdAt)
      : state.signals,
    interests: mergeInterests(state.interests, interestsOf(sent.lines, sent.updatedAt, 'carted')),
  };
}

/** A person with what one more state of a cart or checkout says of their newest. */
export function withCart(state: ProfileState, sent: CartSnapshot): ProfileState {
  return { ...state, [sent.kind]: newerCart(state[sent.kind], cartSummaryOf(sent)) };
}

function cartSummaryOf(cart: CartSnapshot): CartSummary {
  return {
    token: cart.token,
    quantity: cart.quantity,
    totalMinor: cart.total.minor,
    currency: cart.total.currency,
    at: cart.updatedAt,
    ...(cart.subsecond !== undefined && { subsecond: cart.subsecond }),
  };
}

/** What a person is known by and the most bytes that are kept of it. */
export const TRAIT_BYTES = {
  customerId: 40,
  email: 254,
  phone: 40,
  firstName: 96,
  lastName: 96,
  country: 40,
  region: 24,
  locale: 35,
  company: 96,
} satisfies Record<keyof Traits, number>;

/** Those of which the newest value counts, whatever its source; for the others see contact.ts. */
export const TRAITS = [
  'customerId',
  'firstName',
  'lastName',
  'country',
  'region',
  'locale',
  'company',
] as const satisfies (keyof typeof TRAIT_BYTES)[];

function withTraits(state: ProfileState, event: DomainEvent): ProfileState {
  const { traits, traitsAt: at } = event;
  const changed: Partial<Pick<ProfileState, (typeof TRAITS)[number]>> = {};
  for (const trait of TRAITS) {
    const sent = traits[trait];
    if (sent === undefined) continue;
    const value = truncateUtf8(sent, TRAIT_BYTES[trait]);
    changed[trait] = newest(state[trait], { value, at, by: sourceOf(event) });
  }
  return { ...state, ...changed, ...withContacts(state, event) };
}

function withContacts(state: ProfileState, event: DomainEvent): Partial<ProfileState> {
  const { traits, traitsAt: at, record = {} } = event;
  const values = [traits.email, traits.phone, record.email, record.phone];
  if (values.every((value) => value === undefined)) return {};
  const of = (trait: ContactTrait): EventContact => ({
    written: traits[trait] ?? null,
    recorded: record[trait],
    at,
    by: sourceOf(event),
  });
  return mergeContacts(state, contactsOf({ email: of('email'), phone: of('phone') }, TRAIT_BYTES));
}

function withTouch(
  { firstTouch: first, lastTouch: last }: ProfileState,
  touch: DomainEvent['touch'],
): Pick<ProfileState, 'firstTouch' | 'lastTouch'> {
  if (!touch) return { firstTouch: first, lastTouch: last };
  return { firstTouch: firstTouch(first, touch), lastTouch: lastTouch(last, touch) };
}

/** What an event came from, whichever delivery it was: the first word of its kind. */
function sourceOf({ kind }: DomainEvent): string {
  return kind.slice(0, kind.indexOf('.'));
}

function withReviewed(
  state: ProfileState,
  productIds: readonly string[],
  at: number,
): ProfileState {
  const more = productIds.map((id): ReviewedProduct => [id, at]);
  return { ...state, reviewed: mergeReviewed(state.reviewed, more) };
}

function withTags(state: ProfileState, change: TagChange): ProfileState {
  return { ...state, ...mergeTags(state, tagsOfChange(change)) };
}
