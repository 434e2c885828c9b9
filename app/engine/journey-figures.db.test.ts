import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { recoveredByJourney } from '#app/journeys/store/recovered-orders.server.ts';
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

const db = await testDatabase();
const ALL = readListView(new URLSearchParams(), ['entered']);

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
    const page = await loadJourneyPage(client, shop.id, abandonedCart, SEEN_AT - DAY, ALL);
    const ordered = [{ reason: 'ordered', count: 1 }];
    expect(page).toMatchObject({ entered: 1, active: 0, failed: 0, exits: ordered });
    expect(page.steps['wait-2']).toMatchObject({ waiting: 0, reached: 1, left: 1 });
  });
});

test('the page of a journey shows where people are, step by step', async () => {
  const shop = await shopWithClick(SEEN_AT + 3 * HOUR);
  await inShop(db.pool, shop.id, async (client) => {
    const page = await loadJourneyPage(client, shop.id, abandonedCart, SEEN_AT - DAY, ALL);
    expect(page).toMatchObject({ entered: 1, active: 1, completed: 0, exits: [] });
    expect(page.steps['wait-1']).toMatchObject({ waiting: 0, passed: 1, mails: null });
    expect(page.steps['mail-1']?.mails).toEqual({ sent: 1, skipped: 0, clicked: 1 });
    expect(page.steps['wait-2']).toMatchObject({ waiting: 1, passed: 0 });
    expect(page.runs).toMatchObject([
      { email: 'ada@example.com', state: 'active', stepId: 'wait-2' },
    ]);
    const searched = { ...ALL, search: 'grace' };
    const found = await loadJourneyPage(client, shop.id, abandonedCart, SEEN_AT - DAY, searched);
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
    const page = await loadJourneyPage(client, shop.id, abandonedCart, SEEN_AT + DAY, ALL);
    expect(page).toMatchObject({ entered: 0, active: 0, failed: 1, exits: [] });
    const whole = await loadJourneyPage(client, shop.id, abandonedCart, SEEN_AT - DAY, ALL);
    expect(whole.steps['wait-2']).toMatchObject({ waiting: 0, reached: 1, passed: 0, left: 0 });
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

test('a shop sees nothing of the journeys of another', async () => {
  const shop = await shopWithClick(SEEN_AT + 3 * HOUR);
  await order(shop.id, SEEN_AT + 4 * HOUR);
  const other = await installedShop(db.pool);
  await inShop(db.pool, other.id, async (client) => {
    for (const id of [shop.id, other.id]) {
      expect((await journeyFigures(client, id, 0)).size).toBe(0);
      expect((await recoveredByJourney(client, id, 0, 'GBP')).size).toBe(0);
      const page = await loadJourneyPage(client, id, abandonedCart, 0, ALL);
      expect(page).toMatchObject({ entered: 0, active: 0, runs: [] });
    }
  });
});
