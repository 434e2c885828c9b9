import fc from 'fast-check';
import type {
  DomainEvent,
  EventPayload,
  Line,
  RecordContacts,
  Touch,
  Traits,
} from '#app/events/event.ts';
import { DAY } from '#app/lib/duration.ts';

/** When lives begin, and how many days of them there are. */
const START = Date.UTC(2024, 0, 1);
const DAYS = 900;

const moment = fc.integer({ min: START, max: START + DAYS * DAY });
/** As long as anything that is read, of any characters. */
const words = fc.string({ unit: 'binary', maxLength: 255 });
const id = fc.integer({ min: 1, max: 400 }).map((n) => String(n).padStart(19, '8'));
const fewIds = fc.constantFrom('8'.repeat(18) + '1', '8'.repeat(18) + '2');
const few = fc.nat(9);
const token = fc.integer({ min: 1, max: 60 });
const money = fc.record({
  minor: fc.nat(1e10),
  currency: fc.constantFrom('GBP', 'JPY', 'KWD'),
});
const lines: fc.Arbitrary<Line[]> = fc.array(
  fc.record({
    productId: id,
    variantId: id,
    title: words,
    variantTitle: fc.constant(null),
    quantity: few,
    unitMinor: fc.nat(1e6),
  }),
  { maxLength: 3 },
);

const cartChange = fc
  .record({ kind: fc.constantFrom('cart', 'checkout'), token, at: moment, lines, money })
  .map(({ kind, token: number, at, lines: held, money: total }): EventPayload => ({
    kind: kind === 'cart' ? 'cart.changed' : 'checkout.changed',
    cart: {
      kind: kind === 'cart' ? 'cart' : 'checkout',
      token: `${kind}-${number}-`.padEnd(255, 't'),
      cartToken: null,
      createdAt: START + number * DAY,
      updatedAt: at,
      lines: held,
      quantity: held.length,
      total,
      presentment: null,
      recoveryUrl: null,
      completed: false,
    },
  }));

function orderOf(orderId: fc.Arbitrary<string>): fc.Arbitrary<EventPayload> {
  return fc
    .record({ orderId, at: moment, lines, money, discountMinor: fc.nat(1e6), gone: fc.boolean() })
    .map(({ orderId: of, at, lines: bought, money: total, discountMinor, gone }): EventPayload => ({
      kind: 'order.changed',
      order: {
        orderId: of,
        name: `#${of}`,
        placedAt: START + Number(of.slice(-3)) * DAY,
        updatedAt: at,
        cancelledAt: gone ? at : null,
        total,
        presentment: null,
        discountMinor,
        lines: bought,
        cartToken: null,
        checkoutToken: null,
      },
    }));
}

const payload: fc.Arbitrary<EventPayload> = fc.oneof(
  cartChange,
  orderOf(id),
  fc.record({ kind: fc.constant('order.placed' as const), orderId: id, name: id }),
  fc.record({ kind: fc.constant('order.cancelled' as const), orderId: id }),
  fc.record({
    kind: fc.constant('order.tested' as const),
    orderId: id,
    name: id,
    cartToken: fc.constantFrom(null, 'cart-a'),
    checkoutToken: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('order.shipped' as const),
    orderId: id,
    parcel: fc.record({
      id,
      lines: fc.option(
        fc.array(fc.record({ productId: id, variantId: id, title: words, quantity: few }), {
          maxLength: 3,
        }),
      ),
    }),
  }),
  fc.record({
    kind: fc.constantFrom('order.delivered' as const, 'order.shipment_cancelled'),
    orderId: id,
    parcel: fc.record({ id }),
  }),
  fc.record({ kind: fc.constant('order.refunded' as const), orderId: id, refund: money }),
  fc.record({
    kind: fc.constant('tags.changed' as const),
    added: fc.array(words, { maxLength: 4 }),
    removed: fc.array(words, { maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('tags.changed' as const),
    added: fc.constant<string[]>([]),
    removed: fc.constant<string[]>([]),
    all: fc.array(words, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constantFrom('company.joined' as const, 'company.left'),
    companyId: id,
  }),
  fc.record({
    kind: fc.constant('customer.summarized' as const),
    orders: fc.nat(1e6),
    spent: money,
  }),
  fc.record({
    kind: fc.constant('consent.changed' as const),
    channel: fc.constantFrom('email' as const, 'sms'),
    address: fc.constant('ada@shop.example'),
    state: fc.constantFrom('subscribed' as const, 'unsubscribed'),
    evidence: fc.constant('act' as const),
    source: fc.constant('shopify'),
    wording: fc.constant(null),
    page: fc.constant(null),
  }),
  fc.record({ kind: fc.constant('product.viewed' as const), productId: id }),
  fc.record({ kind: fc.constant('product.added' as const), productId: id, quantity: few }),
  fc.record({
    kind: fc.constant('review.submitted' as const),
    rating: fc.integer({ min: 1, max: 5 }),
    productId: id,
  }),
  fc.constant({ kind: 'page.viewed' as const, page: '/' }),
  fc.constant({ kind: 'search.submitted' as const, query: null }),
  fc.constant({ kind: 'support.ticket_opened' as const, ticketId: null, channel: null }),
  fc.record({
    kind: fc.constant('mail.sent' as const),
    effectKey: fc.constant('e'),
    template: fc.constant('t'),
    asked: fc.array(id, { maxLength: 3 }),
  }),
  fc.constant({ kind: 'mail.clicked' as const, effectKey: 'e', url: 'u' }),
  fc.constant({ kind: 'mail.bounced' as const, effectKey: 'e' }),
  fc.constant({ kind: 'banner.seen' as const, bannerId: 'b' }),
  fc.constant({ kind: 'banner.clicked' as const, bannerId: 'b' }),
  fc.constant({ kind: 'application.submitted' as const, applicationId: 'a' }),
);

/** As `payload`, and orders are deleted as well. */
export const withDeletions: fc.Arbitrary<EventPayload> = fc.oneof(
  { weight: 4, arbitrary: payload },
  { weight: 1, arbitrary: orderOf(fewIds) },
  {
    weight: 1,
    arbitrary: fewIds.map((orderId) => ({ kind: 'order.deleted' as const, orderId })),
  },
);

const traits: fc.Arbitrary<Traits> = fc.record(
  {
    customerId: fc.constant('9'.repeat(20)),
    email: fc.constant(`${'e'.repeat(64)}@${'d'.repeat(63)}.${'d'.repeat(63)}.example.com`),
    phone: words,
    firstName: words,
    lastName: words,
    country: words,
    region: words,
    locale: fc.constantFrom('en', 'zh-Hant-TW-abcdefgh-abcdefgh'),
    company: words,
  },
  { requiredKeys: [] },
);

/** What the customer's own record may have, or leave out. */
const record: fc.Arbitrary<RecordContacts> = fc.record(
  {
    email: fc.constantFrom('bea@shop.example', 'cyd@shop.example', null),
    phone: fc.option(words),
  },
  { requiredKeys: [] },
);

/** The longest touch there can be, at any moment. */
const touch: fc.Arbitrary<Touch> = moment.map((at) => ({
  at,
  source: 's'.repeat(48),
  medium: 'm'.repeat(32),
  campaign: 'c'.repeat(64),
  landing: 'l'.repeat(96),
  referrer: 'r'.repeat(48),
}));

/** What one person did, each event once. */
export function life(events: number, what = payload): fc.Arbitrary<DomainEvent[]> {
  const event = fc
    .record({
      payload: what,
      at: moment,
      traits,
      record,
      touch,
      customer: fc.constantFrom('9', '8'),
    })
    .map(
      ({ payload: one, at, traits: known, record: own, touch: came, customer }): DomainEvent => ({
        ...one,
        id: '',
        at,
        topic: 'orders/create',
        identifiers: [{ kind: 'customer', value: customer.repeat(20) }],
        traitsAt: at,
        traits: known,
        record: own,
        touch: came,
      }),
    );
  return fc.array(event, { minLength: events, maxLength: events, size: 'max' });
}
