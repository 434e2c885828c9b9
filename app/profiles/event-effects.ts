import type { DomainEvent, EventKind } from '#app/events/event.ts';
import { eventKindOf, type EventEffect, type EventKinds } from '#app/events/kinds/registry.ts';
import { applyCart } from './carts/apply-cart.ts';
import { tagsOfChange, mergeTags, type TagChange } from './customer-tags.ts';
import type { Facts } from './facts.ts';
import { mergeInterests } from './interests.ts';
import {
  applyDelivery,
  applyOrderChange,
  applyOrderDeletion,
  applyRefund,
  applyShipment,
  applyTestOrder,
  noteParcel,
} from './orders/apply-order.ts';
import { mergeReviewed } from './orders/reviewed-products.ts';
import type { ProfileState } from './profile-state.ts';
import { newerSummary } from './summary.ts';
import { mergeTimestampedSets, timestampedItems } from './timestamped-set.ts';

/** The kinds whose records name an effect. */
type KindWithEffect<E extends EventEffect> = {
  [K in EventKind]: E extends NonNullable<EventKinds[K]['effect']> ? K : never;
}[EventKind];

/** What carries an effect out; it keeps all else of the profile, and brings the facts up to date in place. */
type EffectHandler<Event> = {
  apply(state: ProfileState, event: Event, facts: Facts, profileId: string): ProfileState;
  /** The order whose fact it changes; absent when it changes none. */
  orderId?(event: Event): string;
};

/** Every effect; the compiler finds one that a kind of event names and that is missing here. */
const EFFECTS: {
  [E in EventEffect]: EffectHandler<DomainEvent & { kind: KindWithEffect<E> }>;
} = {
  cart: { apply: applyCart },
  order: { apply: applyOrderChange, orderId: ({ order }) => order.orderId },
  test_order: { apply: applyTestOrder },
  refund: { apply: applyRefund, orderId: ({ orderId }) => orderId },
  order_deletion: { apply: applyOrderDeletion, orderId: ({ orderId }) => orderId },
  shipment: { apply: applyShipment, orderId: ({ orderId }) => orderId },
  delivery: { apply: applyDelivery, orderId: ({ orderId }) => orderId },
  shipment_cancellation: {
    apply(state, event, facts, profileId) {
      noteParcel(facts, event, event.at, profileId);
      return state;
    },
    orderId: ({ orderId }) => orderId,
  },
  product_view: {
    apply: (state, { productId, at }) => ({
      ...state,
      interests: mergeInterests(state.interests, [[productId, at, 'viewed']]),
    }),
  },
  product_in_cart: {
    apply: (state, { productId, at }) => ({
      ...state,
      interests: mergeInterests(state.interests, [[productId, at, 'carted']]),
    }),
  },
  tags: {
    apply(state, { added, removed, all, at, traitsAt, identifiers }) {
      const customerId = identifiers.find(({ kind }) => kind === 'customer')?.value;
      // A list is of the moment that it was so, which may be within the second it is dated by.
      return withTags(state, { customerId, at: all ? traitsAt : at, added, removed, all });
    },
  },
  // A record that is gone has no tags; those of the one that was kept are sent of that one.
  customer_merge: { apply: (state, { deletedId, at }) => withoutTags(state, deletedId, at) },
  customer_deletion: {
    apply: (state, { identifiers: [customer], at }) => withoutTags(state, customer.value, at),
  },
  company_entry: { apply: (state, { companyId, at }) => withCompany(state, companyId, at, 1) },
  company_exit: { apply: (state, { companyId, at }) => withCompany(state, companyId, at, 0) },
  summary: {
    apply(state, { orders, spent: { minor: spentMinor, currency }, at }) {
      const sent = { orders, spentMinor, currency, at };
      return { ...state, summary: newerSummary(state.summary, sent) };
    },
  },
  review: {
    apply: (state, { productId, at }) =>
      productId === null ? state : withReviewed(state, [productId], at),
  },
  review_request: { apply: (state, { asked = [], at }) => withReviewed(state, asked, at) },
};

function effectOf({ kind }: DomainEvent): EffectHandler<DomainEvent> | null {
  const { effect } = eventKindOf(kind);
  return effect === undefined ? null : EFFECTS[effect];
}

/** A profile, and the facts, after what the kind of an event does to them. */
export function applyEffect(
  state: ProfileState,
  event: DomainEvent,
  facts: Facts,
  profileId: string,
): ProfileState {
  return effectOf(event)?.apply(state, event, facts, profileId) ?? state;
}

/** The order whose fact an event changes; null when it changes none. */
export function changedOrderId(event: DomainEvent): string | null {
  return effectOf(event)?.orderId?.(event) ?? null;
}

function withReviewed(
  state: ProfileState,
  productIds: readonly string[],
  at: number,
): ProfileState {
  const more = productIds.map((id): [productId: string, at: number] => [id, at]);
  return { ...state, reviewed: mergeReviewed(state.reviewed, more) };
}

function withCompany(state: ProfileState, companyId: string, at: number, on: 0 | 1): ProfileState {
  const items = timestampedItems([companyId], at, on);
  return { ...state, companies: mergeTimestampedSets(state.companies, items) };
}

function withTags(state: ProfileState, change: TagChange): ProfileState {
  return { ...state, ...mergeTags(state, tagsOfChange(change)) };
}

function withoutTags(state: ProfileState, customerId: string, at: number): ProfileState {
  return withTags(state, { customerId, at, added: [], removed: [], all: [] });
}
