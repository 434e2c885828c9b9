import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { recoveredByJourney } from '#app/journeys/store/recovered-orders.server.ts';
import { holdoutSides } from '#app/journeys/store/holdout-sides.server.ts';
import { abandonedCart } from '#app/journeys/gallery/abandoned-cart.ts';
import { journeyFigures } from '#app/journeys/page/journey-figures.server.ts';
import { loadJourneyPage } from '#app/journeys/page/journey-page.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { readListView } from '#app/lib/list-view.ts';
import { holdClick } from '#app/messages/links/hold-clicks.server.ts';
import { HOLD_MS } from '#app/messages/links/judge-clicks.ts';
import { resolveDoubts } from '#app/messages/delivery/resolve-doubt.server.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { drainAt, receiveAt, SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { installedShop } from '#tests/setup/shop.ts';

const db = await testDatabase({ isFilled: true });
const ALL = readListView(new URLSearchParams(), ['entered']);
const LATELY = { since: SEEN_AT - DAY, currency: 'GBP' };

/** A cart whose first reminder was sent after two hours and clicked at a moment; gives the shop. */
async function shopWithClick(clickedAt: number) {
  const shop = await installedShop(db.pool);
  await receiveAt(db.pool, shop.id, 'checkouts/update', checkoutPayload(), SEEN_AT);
  await drainAt(db.pool, shop.id, SEEN_AT + 2 * HOUR);
  const { rows } = await db.owner.query<{ key: string }>(
    "update effect set state = 'attempted' where shop_id = $1 returning key",
    [shop.id],
  );
  const effectKey = rows[0]?.key ?? '';
  await inShop(db.pool, shop.id, async (client) => {
    const messageId = `${effectKey}@app.example`;
    const doubt = { key: effectKey, messageId, found: 'accepted' } as const;
    await resolveDoubts(client, shop.id, [doubt], SEEN_AT + 2 * HOUR);
    const claim = { shopId: shop.id, effectKey, url: 'https://x.example' };
    await holdClick(client, claim, 'button', clickedAt);
  });
  await drainAt(db.pool, shop.id, clickedAt + HOLD_MS);
  return shop;
}

/** The order made from the cart, placed at a moment. */
async function order(shopId: string, at: number) {
  const iso = new Date(at).toISOString();
  const payload = orderPayload({ created_at: iso, processed_at: iso, updated_at: iso });
  await receiveAt(db.pool, shopId, 'orders/create', payload, at);
}

test('a journey counts who entered, is in it, left and why, and its mails', async () => {
  const shop = await shopWithClick(SEEN_AT + 3 * HOUR);
  await inShop(db.pool, shop.id, async (client) => {
    const figures = await journeyFigures(client, shop.id, SEEN_AT - DAY);
    expect(figures.get('abandoned-basket')).toEqual({
      entered: 1,
      active: 1,
      completed: 0,
      exited: {},
      mails: { sent: 1, skipped: 0, clicked: 1 },
    });
  });
  await order(shop.id, SEEN_AT + 4 * HOUR);
  await inShop(db.pool, shop.id, async (client) => {
    const figures = await journeyFigures(client, shop.id, SEEN_AT - DAY);
    expect(figures.get('abandoned-basket')).toMatchObject({ active: 0, exited: { ordered: 1 } });
    const later = await journeyFigures(client, shop.id, SEEN_AT + DAY);
    expect(later.get('abandoned-basket')).toBeUndefined();
    const page = await loadJourneyPage(client, shop.id, abandonedCart, LATELY, ALL);
    const ordered = [{ reason: 'ordered', count: 1 }];
    expect(page).toMatchObject({ entered: 1, active: 0, failed: 0, exits: ordered });
    expect(page.steps['wait-2']).toMatchObject({ waiting: 0, reached: 1, exited: 1 });
  });
});

test('the page of a journey shows where people are, step by step', async () => {
  const shop = await shopWithClick(SEEN_AT + 3 * HOUR);
  await inShop(db.pool, shop.id, async (client) => {
    const page = await loadJourneyPage(client, shop.id, abandonedCart, LATELY, ALL);
    expect(page).toMatchObject({ entered: 1, active: 1, completed: 0, exits: [] });
    expect(page.steps['wait-1']).toMatchObject({ waiting: 0, passed: 1, messages: null });
    expect(page.steps['mail-1']?.messages).toMatchObject({
      sent: 1,
      skipped: 0,
      clicked: 1,
      orders: 0,
    });
    expect(page.steps['wait-2']).toMatchObject({ waiting: 1, passed: 0 });
    expect(page.runs).toMatchObject([
      { email: 'ada@example.com', state: 'active', stepId: 'wait-2' },
    ]);
    const searched = { ...ALL, search: 'grace' };
    const found = await loadJourneyPage(client, shop.id, abandonedCart, LATELY, searched);
    expect(found.runs).toEqual([]);
  });
});

test('runs that failed are counted whenever they entered, and stand at no step', async () => {
  const shop = await shopWithClick(SEEN_AT + 3 * HOUR);
  await inShop(db.pool, shop.id, async (client) => {
    await client.query(
      `update journey_run set state = 'failed', ended_at = entered_at, end_reason = 'error: a:b' where shop_id = $1`,
      [shop.id],
    );
    const page = await loadJourneyPage(
      client,
      shop.id,
      abandonedCart,
      { ...LATELY, since: SEEN_AT + DAY },
      ALL,
    );
    expect(page).toMatchObject({ entered: 0, active: 0, failed: 1, exits: [] });
    const whole = await loadJourneyPage(client, shop.id, abandonedCart, LATELY, ALL);
    expect(whole.steps['wait-2']).toMatchObject({ waiting: 0, reached: 1, passed: 0, exited: 0 });
  });
});

test('an order within five days after a click is recovered, a later one is not', async () => {
  const clickedAt = SEEN_AT + 3 * HOUR;
  const [soon, late] = [await shopWithClick(clickedAt), await shopWithClick(clickedAt)];
  await order(soon.id, clickedAt + 5 * DAY - HOUR);
  await order(late.id, clickedAt + 5 * DAY + HOUR);
  const recovered = (shopId: string, currency = 'GBP') =>
    inShop(db.pool, shopId, (client) =>
      recoveredByJourney(client, shopId, SEEN_AT - DAY, currency),
    );
  expect(await recovered(soon.id)).toEqual(
    new Map([['abandoned-basket', { orders: 1, minor: 3_498 }]]),
  );
  expect(await recovered(soon.id, 'EUR')).toEqual(new Map());
  expect(await recovered(late.id)).toEqual(new Map());
});

test('the step whose message was clicked last has the order, in the shop’s currency, net of refunds', async () => {
  const clickedAt = SEEN_AT + 3 * HOUR;
  const shop = await shopWithClick(clickedAt);
  await order(shop.id, clickedAt + DAY);
  const step = async (id: string) => {
    const page = await inShop(db.pool, shop.id, (client) =>
      loadJourneyPage(client, shop.id, abandonedCart, LATELY, null),
    );
    return page.steps[id]?.messages;
  };
  expect(await step('mail-1')).toMatchObject({ sent: 1, clicked: 1, orders: 1, minor: 3_498 });
  await inShop(db.pool, shop.id, async (client) => {
    await client.query(
      `insert into banner (shop_id, id, effect_key, profile_id, run_id, journey_key, content, state, created_at,
         expires_at, seen_at, clicked_at)
       select shop_id, gen_random_uuid(), id || ':banner:6', profile_id, id, journey_key, '{}', 'closed', $2, $2, $2, $2
         from journey_run where shop_id = $1`,
      [shop.id, new Date(clickedAt + HOUR)],
    );
    await client.query('update purchase set refunded_minor = 498 where shop_id = $1', [shop.id]);
  });
  expect(await step('mail-1')).toMatchObject({ clicked: 1, orders: 0, minor: 0 });
  expect(await step('banner')).toMatchObject({ sent: 1, clicked: 1, orders: 1, minor: 3_000 });
});

test('a holdout compares who ordered of those held out and of the others, each person once', async () => {
  const shop = await installedShop(db.pool);
  const sides = await inShop(db.pool, shop.id, async (client) => {
    await client.query(
      `insert into decision (shop_id, id, at, profile_id, outcome, reason, rule, facts, journey_key)
       select $1, gen_random_uuid(), $2, md5(person::text)::uuid,
              case when person <= 10 then 'held_out' else 'not_held_out' end, 'holdout-1', 'care@1', '{}', 'care'
         from generate_series(1, 40) as person, generate_series(1, 2)`,
      [shop.id, new Date(SEEN_AT)],
    );
    await client.query(
      `insert into purchase (shop_id, order_id, profile_id, placed_at, total_minor, currency)
       select $1, person::text, md5(person::text)::uuid, $2::timestamptz + person * interval '1 day', 100, 'GBP'
         from generate_series(10, 40) as person`,
      [shop.id, new Date(SEEN_AT)],
    );
    return await holdoutSides(client, shop.id, 'care', SEEN_AT - DAY);
  });
  expect(sides).toEqual(
    new Map([
      ['holdout-1', { treated: { people: 30, ordered: 3 }, heldOut: { people: 10, ordered: 1 } }],
    ]),
  );
});

test('the order by which a run began says nothing of its holdout', async () => {
  const shop = await installedShop(db.pool);
  const sides = await inShop(db.pool, shop.id, async (client) => {
    await client.query(
      `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor, subscribed,
         first_seen_at, last_seen_at)
       select $1, md5(person::text)::uuid, '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, $2, $2
         from generate_series(1, 4) as person`,
      [shop.id, new Date(SEEN_AT)],
    );
    await client.query(
      `insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id, context, entered_at, wake_at)
       select $1, md5('run' || person)::uuid, 'care', 1, md5(person::text)::uuid, person::text, 'active', 'holdout-1',
              json_build_object('subject', 'order', 'orderId', person::text), $2, $2
         from generate_series(1, 4) as person`,
      [shop.id, new Date(SEEN_AT)],
    );
    await client.query(
      `insert into decision (shop_id, id, at, profile_id, run_id, outcome, reason, rule, facts, journey_key)
       select $1, gen_random_uuid(), $2, md5(person::text)::uuid, md5('run' || person)::uuid, 'held_out', 'holdout-1',
              'care@1', '{}', 'care'
         from generate_series(1, 4) as person`,
      [shop.id, new Date(SEEN_AT)],
    );
    // Of the first the order came at the very moment, of the second later; the third ordered again, the fourth at that moment.
    await client.query(
      `insert into purchase (shop_id, order_id, profile_id, placed_at, total_minor, currency)
       select $1, bought.order_id, md5(bought.person)::uuid, $2::timestamptz + bought.seconds * interval '1 second', 100, 'GBP'
         from (values ('1', '1', 0), ('2', '2', 5), ('3', 'again', 5), ('4', 'beside', 0))
              as bought (person, order_id, seconds)`,
      [shop.id, new Date(SEEN_AT)],
    );
    return await holdoutSides(client, shop.id, 'care', SEEN_AT - DAY);
  });
  expect(sides.get('holdout-1')?.heldOut).toEqual({ people: 4, ordered: 1 });
});

test('a shop sees nothing of the journeys of another', async () => {
  const shop = await shopWithClick(SEEN_AT + 3 * HOUR);
  await order(shop.id, SEEN_AT + 4 * HOUR);
  const other = await installedShop(db.pool);
  await inShop(db.pool, other.id, async (client) => {
    for (const id of [shop.id, other.id]) {
      expect((await journeyFigures(client, id, 0)).size).toBe(0);
      expect((await recoveredByJourney(client, id, 0, 'GBP')).size).toBe(0);
      const page = await loadJourneyPage(client, id, abandonedCart, { ...LATELY, since: 0 }, ALL);
      expect(page).toMatchObject({ entered: 0, active: 0, runs: [] });
    }
  });
});
