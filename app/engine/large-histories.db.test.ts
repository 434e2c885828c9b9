import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { forgetEventPartsInSpan, moveEventSpan } from '#app/events/store/profile-events.server.ts';
import { STOREFRONT_TOPIC } from '#app/events/storefront/storefront-batch.ts';
import { MOST_ANONYMOUS_EVENTS } from '#app/profiles/browser-quota.server.ts';
import { storefrontBatch } from '#tests/fixtures/reported-payloads.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, SEEN_AT, receive } from '#tests/setup/received-deliveries.ts';
import { changeEvents } from './save/change-events.server.ts';

const db = await testDatabase();

/** A batch of the pixel whose events were never sent before. */
async function browse(shopId: string, name: string): Promise<void> {
  const sent = SEEN_AT;
  const events = [{ id: name, at: sent, name: 'product_viewed', product: '632910392' }];
  await receive(
    db.pool,
    shopId,
    STOREFRONT_TOPIC,
    storefrontBatch({ batch: name, sent, events }),
    name,
  );
  await drainAt(db.pool, shopId, SEEN_AT);
}

const NO_PROFILE = '00000000-0000-0000-0000-000000000000';

/** Gives each profile of a shop but one so many events more, two of them at each moment. */
async function gather(shopId: string, events: number, notOf = NO_PROFILE): Promise<void> {
  await db.owner.query(
    `insert into event (shop_id, id, at, profile_id, kind, topic, props)
     select $1, gen_random_uuid(), to_timestamp($3 / 1000.0) - n / 2 * interval '1 second', id,
            'page.viewed', 'storefront/batch', '{}'
       from profile, generate_series(1, $2::int) as n where shop_id = $1 and id <> $4`,
    [shopId, events, SEEN_AT, notOf],
  );
}

async function eventsOf(shopId: string, condition = 'true'): Promise<number> {
  const { rows } = await db.owner.query<{ count: number }>(
    `select count(*)::int as count from event where shop_id = $1 and ${condition}`,
    [shopId],
  );
  return rows[0]?.count ?? 0;
}

/** Refuses a statement that changes more events of a shop than so many. */
async function refuseLargeStatements(shopId: string, most: number): Promise<void> {
  const name = `bounded_${shopId.replaceAll('-', '')}`;
  await db.owner.query(
    `create function ${name}() returns trigger language plpgsql as $$
     begin
       if (select count(*) from changed where shop_id = '${shopId}') > ${String(most)}
       then raise exception 'A statement changed too many events.';
       end if;
       return null;
     end $$;
     create trigger ${name} after update on event referencing new table as changed
       for each statement execute function ${name}();`,
  );
}

test('an anonymous browser gathers no more than it may, and all that follows once it is identified', async () => {
  const shop = await installedShop(db.pool);
  await browse(shop.id, 'first-view');
  await gather(shop.id, MOST_ANONYMOUS_EVENTS);
  const full = await eventsOf(shop.id);
  await browse(shop.id, 'one-too-many');
  expect(await eventsOf(shop.id)).toBe(full);

  const { cart } = storefrontBatch();
  await receive(
    db.pool,
    shop.id,
    'checkouts/update',
    checkoutPayload({ cart_token: cart }),
    'checkout',
  );
  await drainAt(db.pool, shop.id, SEEN_AT);
  await browse(shop.id, 'known-view');
  expect(await eventsOf(shop.id, `kind = 'product.viewed'`)).toBe(2);
});

test('what a browser gathered follows into the profile of its person, some in each statement', async () => {
  const shop = await installedShop(db.pool);
  // A person whom the checkout identifies, and a browser that turns out to be theirs.
  await receive(
    db.pool,
    shop.id,
    'checkouts/update',
    checkoutPayload({ cart_token: null }),
    'known',
  );
  await drainAt(db.pool, shop.id, SEEN_AT);
  const { rows } = await db.owner.query<{ id: string }>(
    'select id from profile where shop_id = $1',
    [shop.id],
  );
  await browse(shop.id, 'first-view');
  await gather(shop.id, 12_345, rows[0]?.id);
  await refuseLargeStatements(shop.id, 10_000);
  const { cart } = storefrontBatch();
  const later = { cart_token: cart, updated_at: '2026-10-01T10:09:00Z' };
  await receive(db.pool, shop.id, 'checkouts/update', checkoutPayload(later), 'joining');
  await drainAt(db.pool, shop.id, SEEN_AT);
  expect(await eventsOf(shop.id, `profile_id <> '${rows[0]?.id ?? ''}'`)).toBe(0);
  expect(await eventsOf(shop.id, 'part_id is not null')).toBeGreaterThanOrEqual(12_345);
});

test.each([1, 3, 7, 1_000])(
  'a change of events %i at a time reaches each of them, also those of one moment',
  async (atOnce) => {
    const shop = await installedShop(db.pool);
    await browse(shop.id, 'first-view');
    await gather(shop.id, 40);
    // Whatever moves or forgets events goes by these spans.
    await db.owner.query('update event set part_id = profile_id where shop_id = $1', [shop.id]);
    await refuseLargeStatements(shop.id, atOnce);
    const { rows } = await db.owner.query<{ id: string }>(
      'select id from profile where shop_id = $1',
      [shop.id],
    );
    const into = '00000000-0000-4000-8000-000000000001';
    await inShop(db.pool, shop.id, (client) =>
      changeEvents(
        client,
        shop.id,
        rows[0]?.id ?? '',
        async (span) => {
          await forgetEventPartsInSpan(client, shop.id, span);
          await moveEventSpan(client, shop.id, span, into);
        },
        atOnce,
      ),
    );
    expect(await eventsOf(shop.id, `profile_id = '${into}' and part_id <> profile_id`)).toBe(41);
  },
);
