import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide } from '#app/engine/decide/decide.ts';
import { emptyLoadedState, type LoadedState } from '#app/engine/load/loaded-state.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import { journeys } from '#app/journeys/gallery.ts';
import type { Effect } from '#app/journeys/run.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { cartLine, cartPayload, checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { encodeBody, type Payload } from '#tests/fixtures/webhook-body.ts';

const RUNS = process.env.NIGHTLY === '1' ? 30_000 : 400;
const START = Date.UTC(2026, 9, 1);
const NOW = START + DAY;
const policy = { model: retailModel, timeZone: 'UTC', journeys };

/** 1 and 2 are guests, 3 is a customer; 4 is the stranger, who is a customer too and knows the tokens of all. */
const STRANGER = 4;
const honest = fc.integer({ min: 1, max: 3 });
const anyPerson = fc.integer({ min: 1, max: 4 });
const number = fc.integer({ min: 1, max: 2 });
const minute = fc.integer({ min: 1, max: 1_000 });

function email(who: number): string {
  return `person${String(who)}@example.com`;
}

function cart(who: number, n: number): string {
  return `cart-${String(who)}-${String(n)}`;
}

function checkout(who: number, n: number): string {
  return `checkout-${String(who)}-${String(n)}`;
}

function visitor(who: number): string {
  return `visitor-${String(who)}`;
}

function customerId(who: number): number {
  return 7_000 + who;
}

function isCustomer(who: number): boolean {
  return who >= 3;
}

type MailEffect = Effect & { kind: 'email' };
type Delivery = { topic: string; payload: Payload; at: number };

function customerOf(who: number): Payload {
  const id = customerId(who);
  const gid = `gid://shopify/Customer/${String(id)}`;
  return customerPayload({ id, admin_graphql_api_id: gid, email: email(who), phone: null });
}

function checkoutOf(who: number | null, token: string, cartToken: string, at: number): Delivery {
  const payload = checkoutPayload({
    token,
    cart_token: cartToken,
    email: who === null ? null : email(who),
    phone: null,
    customer: who !== null && isCustomer(who) ? customerOf(who) : null,
    updated_at: new Date(at).toISOString(),
    created_at: new Date(START).toISOString(),
  });
  return { topic: 'checkouts/update', payload, at };
}

function pixelOf(browser: number, cartToken: string, checkoutToken: string, at: number): Delivery {
  const event = { id: `e${String(at)}`, at, name: 'checkout_started', checkout: checkoutToken };
  const visit = { visitor: visitor(browser), cart: cartToken, sent: at, events: [event] };
  return { topic: STOREFRONT_TOPIC, payload: storefrontBatch(visit), at };
}

function visitOf(
  browser: number,
  cartToken: string,
  customer: number | null,
  at: number,
): Delivery {
  const identifiers = [
    ...(customer === null ? [] : [{ kind: 'customer', value: String(customerId(customer)) }]),
    { kind: 'cart', value: cartToken },
    { kind: 'visitor', value: visitor(browser) },
  ];
  return {
    topic: 'tendril/page.viewed',
    payload: { kind: 'page.viewed', at, identifiers, page: 'storefront' },
    at,
  };
}

/** What a person does with what is theirs. */
const ownAct = fc
  .record({
    what: fc.constantFrom('cart', 'unnamed', 'checkout', 'order', 'pixel', 'visit', 'customer'),
    who: honest,
    n: number,
    minute,
    pieces: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ what, who, n, minute: m, pieces }): Delivery => {
    const at = START + m * 60_000;
    const updated_at = new Date(at).toISOString();
    const [ownCart, ownCheckout] = [cart(who, n), checkout(who, n)];
    switch (what) {
      case 'cart': {
        const line_items = [cartLine({ quantity: pieces })];
        const payload = cartPayload({ id: ownCart, token: ownCart, line_items, updated_at });
        return { topic: 'carts/update', payload, at };
      }
      case 'unnamed':
        return checkoutOf(null, ownCheckout, ownCart, at);
      case 'checkout':
        return checkoutOf(who, ownCheckout, ownCart, at);
      case 'order': {
        const id = who * 100 + n;
        const payload = orderPayload({
          id,
          admin_graphql_api_id: `gid://shopify/Order/${String(id)}`,
          ...{ email: email(who), phone: null, cart_token: ownCart, checkout_token: ownCheckout },
          customer: isCustomer(who) ? customerOf(who) : null,
          ...{ updated_at, created_at: updated_at, processed_at: updated_at },
        });
        return { topic: 'orders/create', payload, at };
      }
      case 'pixel':
        return pixelOf(who, ownCart, ownCheckout, at);
      case 'visit':
        return visitOf(who, ownCart, isCustomer(who) ? who : null, at);
      default:
        return { topic: 'customers/update', payload: customerOf(isCustomer(who) ? who : 3), at };
    }
  });

/** What the stranger does with tokens of any person. */
const strangeAct = fc
  .record({
    what: fc.constantFrom('pixel', 'visit', 'signed in', 'checkout', 'unnamed'),
    browser: fc.constantFrom(STRANGER, STRANGER, 1, 2, 3),
    cartOf: anyPerson,
    cartNumber: number,
    checkoutOf: anyPerson,
    checkoutNumber: number,
    minute,
  })
  .map((act): Delivery => {
    const at = START + act.minute * 60_000;
    const known = cart(act.cartOf, act.cartNumber);
    const own = checkout(STRANGER, act.checkoutNumber);
    switch (act.what) {
      case 'pixel':
        return pixelOf(act.browser, known, checkout(act.checkoutOf, act.checkoutNumber), at);
      case 'visit':
        return visitOf(act.browser, known, null, at);
      case 'signed in':
        return visitOf(act.browser, known, STRANGER, at);
      case 'checkout':
        return checkoutOf(STRANGER, own, known, at);
      default:
        return checkoutOf(null, own, known, at);
    }
  });

const history = fc.array(fc.oneof(ownAct, strangeAct), { minLength: 2, maxLength: 50 });

/** Receives a history in the order given, and lets two days pass. */
function replay(deliveries: readonly Delivery[]): { loaded: LoadedState; effects: MailEffect[] } {
  const loaded = emptyLoadedState();
  const effects: MailEffect[] = [];
  const receive = (all: readonly Delivery[], now: number) => {
    const events = all.flatMap(({ topic, payload, at }) => {
      const body = encodeBody(payload);
      const parsed = readDelivery({ topic, receivedAt: at, triggeredAt: at, body });
      if (parsed.outcome !== 'read') throw new Error(`${topic}: ${JSON.stringify(parsed)}`);
      return parsed.events;
    });
    const runIds = all.length === 0 ? [...loaded.runs.keys()] : [];
    const changes = decide(loaded, events, { profileIds: [], runIds }, now, policy);
    for (const effect of changes.effects) if (effect.kind === 'email') effects.push(effect);
  };
  for (const one of deliveries) receive([one], NOW);
  for (const hours of [2, 26, 50]) receive([], NOW + hours * HOUR);
  return { loaded, effects };
}

/** Tokens that signed deliveries named together with a person, by person. */
function namedTokens(deliveries: readonly Delivery[]): Map<string, Set<number>> {
  const named = new Map<string, Set<number>>();
  for (const { payload } of deliveries) {
    const who = Number(/^person(\d)@/.exec(String(payload.email))?.[1]);
    const { cart_token: ofCart, checkout_token: ofOrder, token } = payload;
    const ofCheckout = ofOrder ?? token;
    if (!who || typeof ofCart !== 'string' || typeof ofCheckout !== 'string') continue;
    for (const key of [`cart:${ofCart}`, `checkout:${ofCheckout}`])
      named.set(key, (named.get(key) ?? new Set()).add(who));
  }
  return named;
}

test('whatever tokens a stranger knows, two people are never merged by them and no data of others reaches the stranger', () => {
  let reminded = 0;
  fc.assert(
    fc.property(history, (deliveries) => {
      const { loaded, effects } = replay(deliveries);
      const profileOf = (who: number) => loaded.owners.get(`email:${email(who)}`);
      const people = [1, 2, 3, STRANGER].flatMap((who) => profileOf(who) ?? []);
      expect(new Set(people).size).toBe(people.length);
      for (const [token, named] of namedTokens(deliveries)) {
        const [who, ...others] = named;
        if (who === undefined || others.length > 0) continue;
        // A token that Shopify named with one person alone is theirs, whichever other person claims it.
        expect([token, loaded.owners.get(token)]).toEqual([token, profileOf(who)]);
        expect([undefined, profileOf(who)]).toContain(loaded.facts.carts.get(token)?.profileId);
      }
      const stranger = new Set([
        profileOf(STRANGER),
        loaded.owners.get(`customer:${String(customerId(STRANGER))}`),
      ]);
      const named = namedTokens(deliveries);
      const isOthers = (token: string) => {
        const by = named.get(token);
        return by !== undefined && !by.has(STRANGER);
      };
      for (const id of stranger) {
        const state = id === undefined ? undefined : loaded.profiles.get(id);
        if (!state) continue;
        for (const who of [1, 2, 3]) expect(JSON.stringify(state)).not.toContain(email(who));
        expect(isOthers(`cart:${state.cart?.token ?? ''}`)).toBe(false);
        expect(isOthers(`checkout:${state.checkout?.token ?? ''}`)).toBe(false);
      }
      for (const effect of effects) {
        if (effect.payload.context.subject !== 'basket') continue;
        const run = loaded.runs.get(effect.runId);
        if (run?.context.subject !== 'basket') throw new Error('A reminder has a cart.');
        const fact = loaded.facts.carts.get(`${run.context.kind}:${run.context.token}`);
        // Mails and banners show a cart only to its owner (load-mails, show-banner).
        if (!fact || fact.profileId !== run.profileId) continue;
        reminded += 1;
        if (!stranger.has(run.profileId)) continue;
        expect([fact.token, isOthers(`${fact.kind}:${fact.token}`)]).toEqual([fact.token, false]);
      }
    }),
    { numRuns: RUNS },
  );
  expect(reminded).toBeGreaterThan(RUNS / 10);
});

test('a checkout with a corrected address belongs to the address that was received last, and only they are reminded', () => {
  const at = (m: number) => START + m * 60_000;
  const [wrong, right] = [
    checkoutOf(1, checkout(1, 1), cart(1, 1), at(3)),
    checkoutOf(2, checkout(1, 1), cart(1, 1), at(4)),
  ];
  for (const order of [
    [wrong, right],
    [right, wrong],
  ]) {
    const { loaded, effects } = replay(order);
    const [first, second] = [1, 2].map((who) => loaded.owners.get(`email:${email(who)}`));
    expect(first).not.toBe(second);
    expect(loaded.facts.carts.get(`checkout:${checkout(1, 1)}`)?.profileId).toBe(second);
    expect(effects.map(({ profileId }) => profileId)).toContain(second);
  }
});

test('a guest’s history follows them from the first page to the order, received in any order of signed deliveries', () => {
  const at = (m: number) => START + m * 60_000;
  const order: Delivery = {
    topic: 'orders/create',
    payload: orderPayload({
      ...{ email: email(1), phone: null, customer: null },
      ...{ cart_token: cart(1, 1), checkout_token: checkout(1, 1) },
    }),
    at: at(9),
  };
  const signed = [
    checkoutOf(null, checkout(1, 1), cart(1, 1), at(3)),
    checkoutOf(1, checkout(1, 1), cart(1, 1), at(4)),
    order,
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray(signed, { minLength: 3 }), (shuffled) => {
      const { loaded } = replay([pixelOf(1, cart(1, 1), checkout(1, 1), at(1)), ...shuffled]);
      expect(loaded.profiles.size).toBe(1);
      expect(loaded.owners.get(`visitor:${visitor(1)}`)).toBe(
        loaded.owners.get(`email:${email(1)}`),
      );
    }),
  );
});
