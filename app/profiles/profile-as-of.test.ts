import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DomainEvent, EventPayload, Traits } from '#app/events/event.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { applyEvent } from './apply-event.ts';
import type { Facts } from './facts.ts';
import { standingConsent, withAct, type AddressActs } from './consent-acts.ts';
import { keptProps } from './kept-props.ts';
import { keptEvent, profileAsOf, type KeptEvent, type KeptRow } from './profile-as-of.ts';
import { newProfile } from './profile.ts';
import type { ProfileState } from './profile-state.ts';
import { SCORED_TRAITS, traitsOfEvent } from './event-traits.ts';

const START = Date.UTC(2026, 0, 1);
const WHEN = fc.integer({ min: 0, max: 60 * 24 }).map((hour) => START + hour * HOUR);
const NO_LINES = { lines: [], total: { minor: 0, currency: 'GBP' }, presentment: null };

function cartSnapshot(kind: 'cart' | 'checkout', token: string, createdAt: number, at: number) {
  const rest = { cartToken: null, recoveryUrl: null, completed: false };
  return { kind, token, createdAt, updatedAt: at, quantity: 1, ...NO_LINES, ...rest };
}

function event(at: number, payload: EventPayload, traits: Traits = {}): DomainEvent {
  const identifiers: DomainEvent['identifiers'] = [{ kind: 'customer', value: '1' }];
  return { ...payload, id: '', at, topic: 't', identifiers, traitsAt: at, traits };
}

const PIECE = { productId: null, variantId: null, title: 'Piece', variantTitle: null };

/** An order as its deliveries report it: it is placed, it is changed, it may be cancelled, paid back and deleted. */
function orderEvents(
  orderId: string,
  placedAt: number,
  cancelledAt: number | null,
  {
    pieces,
    refundedAt,
    deletedAt,
  }: { pieces: number; refundedAt: number | null; deletedAt: number | null },
): DomainEvent[] {
  const lines = [{ ...PIECE, quantity: pieces, unitMinor: 100 }];
  const total = { minor: pieces * 100, currency: 'GBP' };
  const stated = { orderId, name: '#1', placedAt, discountMinor: 0, presentment: null };
  const order = { ...stated, lines, total, cartToken: null, checkoutToken: null };
  const changed = (at: number, gone: number | null): EventPayload => ({
    kind: 'order.changed',
    order: { ...order, updatedAt: at, cancelledAt: gone },
  });
  return [
    event(placedAt, { kind: 'order.placed', orderId, name: '#1' }),
    event(placedAt, changed(placedAt, null), { email: 'ann@example.com', country: 'GB' }),
    ...(cancelledAt === null
      ? []
      : [
          event(cancelledAt, { kind: 'order.cancelled', orderId }),
          event(cancelledAt, changed(cancelledAt, cancelledAt)),
        ]),
    ...(refundedAt === null
      ? []
      : [
          event(refundedAt, {
            kind: 'order.refunded',
            orderId,
            refund: { minor: 50, currency: 'GBP' },
          }),
        ]),
    ...(deletedAt === null ? [] : [event(deletedAt, { kind: 'order.deleted', orderId })]),
  ];
}

const traits: fc.Arbitrary<Traits> = fc.record(
  {
    email: fc.constantFrom('ann@example.com', ''),
    country: fc.constantFrom('GB', 'IE', ''),
    locale: fc.constantFrom('en', 'de'),
    company: fc.constantFrom('Fern', 'Fell'),
    phone: fc.constant('+442079460033'),
  },
  { requiredKeys: [] },
);

const payloads = fc.oneof(
  fc.constantFrom<EventPayload>(
    { kind: 'page.viewed', page: '/' },
    { kind: 'product.viewed', productId: '1' },
    { kind: 'search.submitted', query: null },
    { kind: 'customer.changed' },
    { kind: 'review.submitted', rating: 5, productId: null },
    { kind: 'mail.bounced', effectKey: 'e' },
  ),
  fc.record({
    kind: fc.constant('consent.changed' as const),
    channel: fc.constantFrom('email' as const, 'sms' as const),
    address: fc.constant('ann@example.com'),
    state: fc.constantFrom('subscribed' as const, 'unsubscribed' as const),
    evidence: fc.constantFrom('act' as const, 'record' as const, 'claim' as const),
    source: fc.constantFrom('shopify', 'tendril'),
    wording: fc.constant(null),
    page: fc.constant(null),
  }),
);

/** What one person did in two months, each event at the moment it is about. */
const past: fc.Arbitrary<DomainEvent[]> = fc
  .record({
    plain: fc.array(fc.tuple(WHEN, payloads, traits), { maxLength: 30 }),
    carts: fc.array(fc.tuple(WHEN, fc.nat(3), fc.constantFrom('cart', 'checkout')), {
      maxLength: 8,
    }),
    orders: fc.array(
      fc.tuple(
        WHEN,
        fc.option(fc.integer({ min: 1, max: 48 })),
        fc.record({
          pieces: fc.integer({ min: 1, max: 300 }),
          refundedAt: fc.option(WHEN),
          deletedAt: fc.option(WHEN),
        }),
      ),
      { maxLength: 4 },
    ),
  })
  .map(({ plain, carts, orders }) => [
    ...plain.map(([at, what, traits]) => event(at, what, traits)),
    ...carts.flatMap(([at, more, kind], number) =>
      [at, at + more * HOUR].map((moment) =>
        kind === 'cart'
          ? event(moment, {
              kind: 'cart.changed',
              cart: cartSnapshot('cart', `${number}`, at, moment),
            })
          : event(moment, {
              kind: 'checkout.changed',
              cart: cartSnapshot('checkout', `${number}`, at, moment),
            }),
      ),
    ),
    ...orders.flatMap(([at, after, more], number) =>
      orderEvents(String(number), at, after === null ? null : at + after * HOUR, more),
    ),
  ]);

function live(events: readonly DomainEvent[]): ProfileState {
  const facts: Facts = { carts: new Map(), purchases: new Map() };
  const empty = newProfile(START + 90 * DAY);
  const acts: Record<'email' | 'sms', AddressActs> = { email: {}, sms: {} };
  const state = events.reduce((known, one) => {
    if (one.kind === 'consent.changed') {
      const act = { id: '', state: one.state, at: one.at };
      const received = one.source === 'shopify' ? act : { ...act, ours: true as const };
      acts[one.channel] = withAct(acts[one.channel], one.evidence, received);
    }
    return applyEvent(known, one, facts, 'ann');
  }, empty);
  const known = (channel: 'email' | 'sms') => {
    const standing = standingConsent(acts[channel]);
    return standing && { value: standing.state, at: standing.at };
  };
  return { ...state, consent: { email: known('email'), sms: known('sms') } };
}

/** What of an event is kept in its row. */
function kept(one: DomainEvent): KeptEvent {
  const traits = traitsOfEvent(one);
  const {
    kind,
    at,
    id: _id,
    topic: _topic,
    identifiers: _who,
    traits: _traits,
    traitsAt: _traitsAt,
    ...props
  } = one;
  const row = { kind, at, props: { ...keptProps(kind, props), ...(traits && { told: traits }) } };
  return keptEvent(JSON.parse(JSON.stringify(row)) as KeptRow);
}

/** What scores read. */
function scored(state: ProfileState) {
  const { signals, consent, orders } = state;
  const { firstAt, lastAt } = orders;
  const valued = ({ country, locale, company }: ProfileState) =>
    [country, locale, company].map((trait) => trait && [trait.value, trait.at]);
  return {
    signals,
    consent: [consent.email?.value, consent.sms?.value],
    orders: [orders.placed - orders.cancelled, orders.units, orders.lines, orders.newest],
    times: [firstAt, lastAt],
    money: [orders.grossMinor, orders.refundedMinor],
    known: SCORED_TRAITS.map((trait) => (state[trait]?.value ?? '') !== ''),
    valued: valued(state),
  };
}

describe('a profile as of a moment', () => {
  test('is what it was then, whatever came later and in whatever order the events arrive', () => {
    const replayed = past.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length }),
        WHEN,
      ),
    );
    fc.assert(
      fc.property(replayed, ([events, shuffled, at]) => {
        const then = live(events.filter((one) => one.at <= at));
        const seen = profileAsOf(live(events), shuffled.map(kept), at);
        expect(scored(seen)).toEqual(scored(then));
      }),
      { numRuns: 400 },
    );
  });

  test('keeps no address and no number in the history', () => {
    const traits = traitsOfEvent(
      event(
        START,
        { kind: 'customer.changed' },
        { email: 'ann@example.com', phone: '+44', firstName: 'Ann' },
      ),
    );
    expect(traits).toEqual({ at: START, email: 'known', phone: 'known' });
  });

  test('knows what was received before anything was kept beside the events', () => {
    const saved = live([event(START, { kind: 'customer.changed' }, { country: 'GB' })]);
    expect(profileAsOf(saved, [], START + DAY).country?.value).toBe('GB');
    expect(profileAsOf(saved, [], START - DAY).country).toBeNull();
  });
});

test('a stored event of a kind that this version does not know counts for nothing, and the others count', () => {
  const props = { told: { at: START, country: 'GB' } };
  const unknown = keptEvent({ kind: 'hologram.viewed', at: START, props });
  const known = keptEvent({ kind: 'page.viewed', at: START, props: {} });
  const past = profileAsOf(newProfile(START), [unknown, known], START);
  expect(Object.keys(past.signals)).toEqual(['page_viewed']);
  expect(past.country?.value).toBe('GB');
});
