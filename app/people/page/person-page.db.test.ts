import { describe, expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { saveScoreModel } from '#app/scoring/save-score-model.server.ts';
import { companyContactPayload } from '#tests/fixtures/company-payloads.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload, emailConsentPayload } from '#tests/fixtures/customer-payloads.ts';
import { galleryNames } from '#tests/fixtures/gallery-names.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { productPayload } from '#tests/fixtures/product-payloads.ts';
import { startCheckoutAsSubscriber } from '#tests/setup/checkout-starter.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, SEEN_AT, receive, receiveInternal } from '#tests/setup/received-deliveries.ts';
import { loadTimeline, type TimelineQuery } from './load-timeline.server.ts';
import { loadPersonPage } from './person-page.server.ts';
import type { TimelineKind } from './timeline-kinds.ts';

const db = await testDatabase();
const NEWEST: TimelineQuery = { kind: null, search: '', limit: 50, until: null };

async function page(shopId: string, id: string, at = SEEN_AT, now = SEEN_AT) {
  return await inShop(db.pool, shopId, (client) =>
    loadPersonPage(client, shopId, id, retailModel, now, at, 'UTC', galleryNames),
  );
}

async function timeline(shopId: string, id: string, query: Partial<TimelineQuery> = {}) {
  const money = ({ minor, currency }: { minor: number; currency: string }) =>
    `${String(minor)} ${currency}`;
  return await inShop(db.pool, shopId, (client) =>
    loadTimeline(client, shopId, id, { ...NEWEST, ...query }, { money, names: galleryNames }),
  );
}

function factsOf(person: Awaited<ReturnType<typeof page>>) {
  return person?.facts.flatMap(({ facts }) => facts) ?? [];
}

/** A shop with one person who subscribed and went into the checkout. */
async function shopWithAda() {
  const shop = await installedShop(db.pool);
  await startCheckoutAsSubscriber(db.pool, shop.id);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1',
    [shop.id],
  );
  const [person] = rows;
  if (rows.length !== 1 || !person) throw new Error('The shop should have exactly one person.');
  return { shopId: shop.id, id: person.id };
}

describe('the page of a person', () => {
  test('shows name, event of each fact, the stage, the journey and the proof of consent', async () => {
    const { shopId, id } = await shopWithAda();
    const person = await page(shopId, id);
    expect(person).toMatchObject({
      name: 'Ada Byron',
      stage: 'checkout_starter',
      stageSince: SEEN_AT,
      recentOrders: [],
      mailDecisions: [],
      segments: [
        {
          key: 'checkout_starter',
          name: 'Checkout starter',
          words: 'last checkout in the last 14 days and last checkout after the last order, if any',
          enteredAt: SEEN_AT,
          leftAt: null,
        },
      ],
    });
    const { entries } = await timeline(shopId, id);
    const checkout = entries.find(({ title }) => title === 'Was in the checkout');
    const at = Date.parse('2026-10-01T10:02:00Z');
    expect(factsOf(person)).toContainEqual({
      name: 'Country',
      value: 'United Kingdom',
      source: { kind: 'event', word: 'checkout', at },
      event: { key: checkout?.key, word: 'checkout', at, subject: null },
      origin: 'a checkout',
    });
    expect(person?.explanation.fit.lines).toContainEqual(
      expect.objectContaining({
        text: expect.stringContaining('Country known') as string,
        event: expect.objectContaining({ key: checkout?.key }) as unknown,
      }),
    );
    expect(person?.runs).toEqual([
      expect.objectContaining({
        journey: 'Abandoned cart',
        state: 'active',
        step: 'Waiting, then the email “First cart reminder”',
        nextAt: Date.parse('2026-10-01T11:02:00Z'),
      }),
    ]);
    expect(person?.consents).toEqual([
      expect.objectContaining({
        channel: 'email',
        state: 'subscribed',
        source: 'shopify',
        seq: 1,
        holds: true,
      }),
    ]);
    expect(person?.known.identities).toContainEqual({
      kind: 'email',
      value: 'ada@example.com',
      at: SEEN_AT,
      by: 'a consent',
    });
    expect(person?.known.joins).toEqual([]);
  });

  test('a company is called by its name', async () => {
    const { shopId, id } = await shopWithAda();
    await receive(db.pool, shopId, 'company_contacts/create', companyContactPayload(), 'c1');
    await drainAt(db.pool, shopId, SEEN_AT);
    expect(factsOf(await page(shopId, id))).toContainEqual(
      expect.objectContaining({ name: 'Buys for', value: 'Fell Runners Ltd' }),
    );
  });

  test('an order shows up, and ends the journey with its reason', async () => {
    const { shopId, id } = await shopWithAda();
    await receive(db.pool, shopId, 'orders/create', orderPayload(), 'd2');
    await drainAt(db.pool, shopId, SEEN_AT);
    const person = await page(shopId, id);
    expect(person?.recentOrders).toEqual([
      expect.objectContaining({ name: '#1001', totalMinor: 3498, isCancelled: false }),
    ]);
    expect(person?.runs).toContainEqual(
      expect.objectContaining({
        journey: 'Abandoned cart',
        state: 'ended',
        reason: 'Placed an order',
      }),
    );
  });

  test('every fact leads to an event of the timeline, single or summed', async () => {
    const { shopId, id } = await shopWithAda();
    await receive(db.pool, shopId, 'orders/create', orderPayload(), 'd2');
    await drainAt(db.pool, shopId, SEEN_AT);
    const { entries } = await timeline(shopId, id);
    const keys = entries.map(({ key }) => key);
    const facts = factsOf(await page(shopId, id));
    const leads = facts.map(({ name, event }) => [
      name,
      event !== null && keys.includes(event.key),
    ]);
    expect(leads).toEqual(facts.map(({ name }) => [name, true]));
    expect(facts).toContainEqual(
      expect.objectContaining({
        name: 'Spent',
        source: expect.objectContaining({ of: '1 kept order' }) as unknown,
        event: expect.objectContaining({ subject: '#1001' }) as unknown,
      }),
    );
  });

  test('a past moment is explained as it was then, by the model of then, whatever came later', async () => {
    const shop = await installedShop(db.pool);
    const then = Date.parse('2026-10-01T10:04:00Z');
    const later = then + 3 * HOUR;
    await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(), 'd1');
    await drainAt(db.pool, shop.id, then);
    const { rows } = await db.owner.query<{ id: string }>(
      'select id from profile where shop_id = $1',
      [shop.id],
    );
    const id = rows[0]?.id ?? '';
    const live = await page(shop.id, id, then, then);

    await receive(db.pool, shop.id, 'orders/create', orderPayload(), 'd2');
    const agreed = emailConsentPayload('subscribed', '2026-10-01T10:06:00Z');
    await receive(db.pool, shop.id, 'customers_email_marketing_consent/update', agreed, 'd3');
    await receiveInternal(db.pool, shop.id, 'product.viewed', then + HOUR, {
      identifiers: [{ kind: 'email', value: 'ada@example.com' }],
      productId: '632910392',
    });
    await drainAt(db.pool, shop.id, later);
    const { version: _version, ...model } = retailModel;
    const change = { base: 1, by: 'ann', note: '', origin: 'edited' as const, now: later };
    await inShop(db.pool, shop.id, (client) =>
      saveScoreModel(client, shop.id, { ...model, intentShare: 0.1 }, change),
    );

    const seen = await page(shop.id, id, then, later);
    expect(seen?.explanation).toEqual(live?.explanation);
    expect(await page(shop.id, id, then, later)).toEqual(seen);
    const after = (await page(shop.id, id, later, later + 1))?.explanation;
    expect(after?.modelVersion).toBe(2);
    expect(after?.fit.lines.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Subscribed to email: +16', 'Has ordered: +15']),
    );
  });

  test('the consent that holds is that of the address that mail would go to, not the newest of another', async () => {
    const { shopId, id } = await shopWithAda();
    const topic = 'customers_email_marketing_consent/update';
    const left = emailConsentPayload('unsubscribed', '2026-10-01T10:05:00Z');
    const agreed = emailConsentPayload('subscribed', '2026-10-01T10:08:00Z');
    const other = { ...agreed, email_address: 'ada@other.example' };
    await receive(db.pool, shopId, topic, left, 'left');
    await receive(db.pool, shopId, topic, other, 'other');
    const changed = customerPayload({ updated_at: '2026-10-01T10:09:00Z' });
    await receive(db.pool, shopId, 'customers/update', changed, 'still-hers');
    await drainAt(db.pool, shopId, SEEN_AT);
    const consents = (await page(shopId, id))?.consents ?? [];
    expect(
      consents.map(({ address, state, isCurrent }) => ({ address, state, isCurrent })),
    ).toEqual([
      { address: 'ada@example.com', state: 'unsubscribed', isCurrent: true },
      { address: 'ada@other.example', state: 'subscribed', isCurrent: false },
      { address: 'ada@example.com', state: 'subscribed', isCurrent: false },
    ]);
  });

  test('the score beside the name has faded with time like the one explained', async () => {
    const { shopId, id } = await shopWithAda();
    const later = SEEN_AT + DAY;
    const fresh = (await page(shopId, id))?.current;
    const faded = await page(shopId, id, later, later);
    expect(faded?.current.score).toBe(faded?.explanation.score.score);
    expect(faded?.current.score).toBeLessThan(fresh?.score ?? 0);
    expect((await page(shopId, id, SEEN_AT, later))?.current).toEqual(faded?.current);
  });

  test('no person is found by an unknown id, and none of another shop', async () => {
    const { shopId, id } = await shopWithAda();
    const other = await installedShop(db.pool);
    expect(await page(shopId, '00000000-0000-4000-8000-000000000000')).toBeNull();
    expect(await page(other.id, id)).toBeNull();
    expect(await timeline(other.id, id)).toEqual({ entries: [], hasMore: false, searched: null });
  });
});

describe('the timeline of a person', () => {
  test('shows what happened and what Tendril did, newest first, with names instead of ids', async () => {
    const { shopId, id } = await shopWithAda();
    await receive(db.pool, shopId, 'products/create', productPayload(), 'd2');
    await receiveInternal(db.pool, shopId, 'product.viewed', SEEN_AT, {
      identifiers: [{ kind: 'email', value: 'ada@example.com' }],
      productId: '632910392',
    });
    await drainAt(db.pool, shopId, SEEN_AT);
    await drainAt(db.pool, shopId, SEEN_AT);
    const { entries, hasMore } = await timeline(shopId, id);
    expect(hasMore).toBe(false);
    const shown = entries.map(({ title, detail }) => ({ title, detail }));
    expect(shown).toContainEqual({ title: 'Looked at a product', detail: 'Trail Shoe' });
    expect(shown).toContainEqual({ title: 'Was in the checkout', detail: '1 item, 2498 GBP' });
    expect(shown).toContainEqual({ title: 'Entered the journey “Abandoned cart”', detail: null });
    const moments = entries.map(({ at }) => at);
    expect(moments).toEqual([...moments].sort((a, b) => b - a));
  });

  test.each<[TimelineKind, string[]]>([
    ['carts', ['Was in the checkout']],
    ['journeys', ['Entered the journey “Abandoned cart”']],
    ['details', ['Subscribed to marketing email']],
    ['orders', []],
    ['visits', []],
  ])('narrowed to %s, holds only these', async (kind, titles) => {
    const { shopId, id } = await shopWithAda();
    const { entries } = await timeline(shopId, id, { kind });
    expect(entries.map(({ title }) => title)).toEqual(titles);
  });

  test('a search finds words of titles and details, also of older entries, in capitals or not', async () => {
    const { shopId, id } = await shopWithAda();
    const all = await timeline(shopId, id);
    const found = await timeline(shopId, id, { search: '2498 gbp', limit: 1 });
    expect(found.entries).toEqual(
      all.entries.filter(({ detail }) => detail === '1 item, 2498 GBP'),
    );
    expect(found).toMatchObject({ hasMore: false, searched: null });
    expect((await timeline(shopId, id, { search: 'no such words' })).entries).toEqual([]);
    expect((await timeline(shopId, id, { search: '2498', kind: 'journeys' })).entries).toEqual([]);
  });

  test('gives the newest entries up to the limit and says that there are more', async () => {
    const { shopId, id } = await shopWithAda();
    const all = await timeline(shopId, id);
    const some = await timeline(shopId, id, { limit: 2 });
    expect(some.hasMore).toBe(true);
    expect(some.entries).toEqual(all.entries.slice(0, 2));
  });

  test('goes back from the moment of an event that a fact led to', async () => {
    const { shopId, id } = await shopWithAda();
    const { entries } = await timeline(shopId, id);
    const at = entries.at(-1)?.at ?? 0;
    const earlier = await timeline(shopId, id, { until: at });
    expect(earlier.entries).toEqual(entries.filter((entry) => entry.at <= at));
    expect(earlier.entries.length).toBeLessThan(entries.length);
  });
});
