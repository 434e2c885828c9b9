import { describe, expect, test } from 'vitest';
import { decide } from '#app/engine/decide/decide.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import { emptyLoadedState } from '#app/engine/load/loaded-state.ts';
import type { DomainEvent } from '#app/events/event.ts';
import { readDelivery } from '#app/events/inbox/read-delivery.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { openRandomSource } from '#tests/demo/random-source.ts';
import { shuffled } from '#tests/faults/traffic.ts';
import { personOf } from '#tests/fixtures/orders/people.ts';
import { productsOf } from '#tests/fixtures/orders/products.ts';
import { readInvoices, type Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import { canonicalSet } from '#tests/setup/canonical.ts';
import { openShop } from '#tests/store/shop-state.ts';

/** All of them by night; by day as many as take a few seconds. */
const COUNT = process.env.NIGHTLY === undefined ? 2_000 : Infinity;
/** Shopify's limit of lines; a recorded invoice with more becomes several orders. */
const MOST_LINES = 500;

const invoices = (await readInvoices()).slice(0, COUNT).flatMap(orderSized);
const NOW = (invoices.at(-1)?.at ?? 0) + DAY;
const policy: Policy = { model: retailModel, timeZone: 'UTC', journeys: [] };

function orderSized(invoice: Invoice): Invoice[] {
  const pieces: Invoice[] = [];
  for (let from = 0; from < invoice.lines.length; from += MOST_LINES)
    pieces.push({ ...invoice, lines: invoice.lines.slice(from, from + MOST_LINES) });
  return pieces;
}

/** Every event that a store sends while the invoices happen in it, each once, and what was paid back to whom. */
function history(): { events: DomainEvent[]; paidBack: Map<string, number> } {
  const events = new Map<string, DomainEvent>();
  const shop = openShop({
    identity: {
      id: '1',
      domain: 'one.myshopify.com',
      name: 'One',
      email: 'one@example.com',
      currency: 'GBP',
      timezone: 'Europe/London',
      countryCode: 'GB',
      locationId: '2',
    },
    clock: { now: () => NOW },
    products: productsOf(invoices),
    seed: 'invoices',
    storefrontUrl: () => 'https://one.example.com',
    emit(topic, payload, { at }) {
      const body = Buffer.from(JSON.stringify(payload));
      const parsed = readDelivery({ topic, triggeredAt: at, receivedAt: at, body });
      if (parsed.outcome !== 'read') throw new Error(`${topic}: ${JSON.stringify(parsed)}`);
      for (const event of parsed.events) events.set(event.id, event);
    },
  });
  for (const invoice of invoices) shop.replayInvoice(invoice);
  const paidBack = new Map<string, number>();
  for (const { refunds, customerId } of shop.orders.values()) {
    const email = shop.customers.get(customerId ?? '')?.email ?? null;
    if (email === null) continue;
    for (const { amountMinor } of refunds)
      paidBack.set(email, (paidBack.get(email) ?? 0) + amountMinor);
  }
  return { events: [...events.values()], paidBack };
}

/** What is known of all profiles in the end. */
function replay(events: readonly DomainEvent[], batch: number): Map<string, ProfileState> {
  const loaded = emptyLoadedState();
  for (let from = 0; from < events.length; from += batch) {
    const due = { profileIds: [], runIds: [] };
    decide(loaded, events.slice(from, from + batch), due, NOW, policy);
  }
  return loaded.profiles;
}

/** Sold for so much to each person, straight from the recorded lines. */
function soldByRecord(): Map<string, number> {
  const sold = new Map<string, number>();
  for (const { cancellation, customerId, country, lines } of invoices) {
    if (cancellation || customerId === undefined) continue;
    const { email } = personOf(customerId, country);
    for (const { quantity, unitPriceMinor } of lines) {
      if (quantity <= 0 || unitPriceMinor <= 0) continue;
      sold.set(email, (sold.get(email) ?? 0) + quantity * unitPriceMinor);
    }
  }
  return sold;
}

describe('recorded invoices with their cancellations', () => {
  const { events, paidBack } = history();
  const forwards = replay(events, 500);

  test('forwards, backwards and shuffled with repeats they give the same profiles, byte for byte', () => {
    const expected = canonicalSet(forwards.values());
    expect(expected.length).toBeGreaterThan(300);
    expect(canonicalSet(replay(events.toReversed(), 333).values())).toEqual(expected);
    for (const seed of [1, 2]) {
      const random = openRandomSource(seed);
      const repeats = events.filter(() => random.between(1, 4) === 1);
      const mixed = shuffled([...events, ...repeats], random);
      expect(canonicalSet(replay(mixed, 97 * seed).values())).toEqual(expected);
    }
  });

  test('the revenue of each customer is the sum of their lines, and what was paid back is known', () => {
    const earned = new Map<string, number>();
    const returned = new Map<string, number>();
    for (const { email, orders } of forwards.values()) {
      if (!email) continue;
      if (orders.grossMinor.GBP !== undefined) earned.set(email.value, orders.grossMinor.GBP);
      if (orders.refundedMinor.GBP !== undefined)
        returned.set(email.value, orders.refundedMinor.GBP);
    }
    expect(earned).toEqual(soldByRecord());
    expect(returned).toEqual(paidBack);
  });
});
