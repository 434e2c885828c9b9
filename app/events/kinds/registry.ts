import { z } from 'zod';
import { applicationApprovedEvent } from './application-approved.ts';
import { applicationDeclinedEvent } from './application-declined.ts';
import { applicationSubmittedEvent } from './application-submitted.ts';
import { bannerClickedEvent } from './banner-clicked.ts';
import { bannerDismissedEvent } from './banner-dismissed.ts';
import { bannerSeenEvent } from './banner-seen.ts';
import { cartChangedEvent } from './cart-changed.ts';
import { cartViewedEvent } from './cart-viewed.ts';
import { checkoutChangedEvent } from './checkout-changed.ts';
import { checkoutDeletedEvent } from './checkout-deleted.ts';
import { checkoutReachedEvent } from './checkout-reached.ts';
import { collectionViewedEvent } from './collection-viewed.ts';
import { companyJoinedEvent } from './company-joined.ts';
import { companyLeftEvent } from './company-left.ts';
import { consentChangedEvent } from './consent-changed.ts';
import { customHappenedEvent } from './custom-happened.ts';
import { customerChangedEvent } from './customer-changed.ts';
import { customerDeletedEvent } from './customer-deleted.ts';
import { customerMergedEvent } from './customer-merged.ts';
import { customerSummarizedEvent } from './customer-summarized.ts';
import { mailBouncedEvent } from './mail-bounced.ts';
import { mailClickedEvent } from './mail-clicked.ts';
import { mailSentEvent } from './mail-sent.ts';
import { orderCancelledEvent } from './order-cancelled.ts';
import { orderChangedEvent } from './order-changed.ts';
import { orderDeletedEvent } from './order-deleted.ts';
import { orderDeliveredEvent } from './order-delivered.ts';
import { orderPlacedEvent } from './order-placed.ts';
import { orderRefundedEvent } from './order-refunded.ts';
import { orderShipmentCancelledEvent } from './order-shipment-cancelled.ts';
import { orderShippedEvent } from './order-shipped.ts';
import { orderTestedEvent } from './order-tested.ts';
import { pageViewedEvent } from './page-viewed.ts';
import { personImportedEvent } from './person-imported.ts';
import { productAddedEvent } from './product-added.ts';
import { productReducedEvent } from './product-reduced.ts';
import { productRestockedEvent } from './product-restocked.ts';
import { productViewedEvent } from './product-viewed.ts';
import { profileJoinedEvent } from './profile-joined.ts';
import { quoteChangedEvent } from './quote-changed.ts';
import { reviewSubmittedEvent } from './review-submitted.ts';
import { searchSubmittedEvent } from './search-submitted.ts';
import { supportTicketClosedEvent } from './support-ticket-closed.ts';
import { supportTicketOpenedEvent } from './support-ticket-opened.ts';
import { tagsChangedEvent } from './tags-changed.ts';
import { visitorIdentifiedEvent } from './visitor-identified.ts';
import type { EventEntry, EventKindRecord, EventWordsContext } from './event-kind.ts';

/** Every kind of event, one file each; the types of events and all else about kinds are derived from here. */
export const eventKinds = {
  'cart.changed': cartChangedEvent,
  'checkout.changed': checkoutChangedEvent,
  'checkout.deleted': checkoutDeletedEvent,
  'order.placed': orderPlacedEvent,
  'order.changed': orderChangedEvent,
  'order.tested': orderTestedEvent,
  'order.cancelled': orderCancelledEvent,
  'order.deleted': orderDeletedEvent,
  'order.shipped': orderShippedEvent,
  'order.delivered': orderDeliveredEvent,
  'order.shipment_cancelled': orderShipmentCancelledEvent,
  'order.refunded': orderRefundedEvent,
  'customer.changed': customerChangedEvent,
  'customer.deleted': customerDeletedEvent,
  'customer.merged': customerMergedEvent,
  'customer.summarized': customerSummarizedEvent,
  'profile.joined': profileJoinedEvent,
  'tags.changed': tagsChangedEvent,
  'company.joined': companyJoinedEvent,
  'company.left': companyLeftEvent,
  'quote.changed': quoteChangedEvent,
  'consent.changed': consentChangedEvent,
  'person.imported': personImportedEvent,
  'visitor.identified': visitorIdentifiedEvent,
  'page.viewed': pageViewedEvent,
  'product.viewed': productViewedEvent,
  'product.added': productAddedEvent,
  'product.restocked': productRestockedEvent,
  'product.reduced': productReducedEvent,
  'collection.viewed': collectionViewedEvent,
  'search.submitted': searchSubmittedEvent,
  'cart.viewed': cartViewedEvent,
  'checkout.reached': checkoutReachedEvent,
  'support.ticket_opened': supportTicketOpenedEvent,
  'support.ticket_closed': supportTicketClosedEvent,
  'review.submitted': reviewSubmittedEvent,
  'custom.happened': customHappenedEvent,
  'mail.sent': mailSentEvent,
  'mail.clicked': mailClickedEvent,
  'mail.bounced': mailBouncedEvent,
  'banner.seen': bannerSeenEvent,
  'banner.clicked': bannerClickedEvent,
  'banner.dismissed': bannerDismissedEvent,
  'application.submitted': applicationSubmittedEvent,
  'application.approved': applicationApprovedEvent,
  'application.declined': applicationDeclinedEvent,
};

export type EventKinds = typeof eventKinds;

/** The names of all kinds. */
export const EVENT_KIND_NAMES = Object.keys(eventKinds) as (keyof EventKinds)[];

/** Whether there is such a kind; rows may be of one that an older version knew. */
export function isEventKind(kind: string): kind is keyof EventKinds {
  return Object.hasOwn(eventKinds, kind);
}

/** The signals that kinds count for, and what they do to profiles; `profiles/` knows each of these names. */
export type EventSignal = NonNullable<ReturnType<NonNullable<AnyKind['signal']>>>;
export type EventEffect = NonNullable<AnyKind['effect']>;
type AnyKind = EventKinds[keyof EventKinds];

/** The record of a kind, as one that knows nothing of its payload. */
export function eventKindOf(
  kind: keyof EventKinds,
): EventKindRecord<z.ZodObject, EventSignal, EventEffect> {
  return eventKinds[kind];
}

const ORIGINS = new Map(EVENT_KIND_NAMES.map((kind) => [wordOf(kind), eventKinds[kind].origin]));

/** What something comes from, by the first word of the kind of its event: "an order"; null for another word. */
export function originOfWord(word: string): string | null {
  return ORIGINS.get(word) ?? null;
}

/** The first word of a kind: what its event came from, whichever delivery it was. */
function wordOf(kind: string): string {
  return kind.slice(0, kind.indexOf('.'));
}

/** What rows of each kind keep, each field by itself: one that is not there, or cannot be read, takes no other along. */
const STORED_SCHEMAS = new Map(
  EVENT_KIND_NAMES.map((kind) => [kind, fieldByField(eventKindOf(kind).schema)]),
);

function fieldByField({ shape }: z.ZodObject): z.ZodType<Record<string, unknown>> {
  return z.object(
    Object.fromEntries(
      Object.entries(shape).map(([name, field]) => [name, z.catch(z.optional(field), undefined)]),
    ),
  );
}

/**
 * An event in words, from what its row keeps; a row in another shape is shown without what is not there.
 * @returns null when another entry shows it with more detail
 */
export function eventTimelineEntry(
  kind: keyof EventKinds,
  props: unknown,
  words: EventWordsContext,
): EventEntry | null {
  const { timeline } = eventKindOf(kind);
  if (timeline === null) return null;
  const stored = STORED_SCHEMAS.get(kind)?.safeParse(props);
  return timeline.entry(stored?.data ?? {}, words);
}
