import { expect, test } from 'vitest';
import { DAY } from '#app/lib/duration.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import { checkoutPayload } from '#tests/fixtures/cart-payloads.ts';
import { customerPayload } from '#tests/fixtures/customer-payloads.ts';
import { orderPayload } from '#tests/fixtures/order-payloads.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { installedShop } from '#tests/setup/shop.ts';
import { drainAt, receive } from '#tests/setup/received-deliveries.ts';
import { retain, RETAINED_AT, rowsFor } from './aging-rows.ts';

const db = await testDatabase();

/** A visitor whom only the storefront knows. */
async function addVisitor(shopId: string, name: string, seenAt: number): Promise<void> {
  const checkout = checkoutPayload({
    token: `checkout-${name}`,
    cart_token: `cart-${name}`,
    email: null,
    phone: null,
    customer: null,
    billing_address: null,
    shipping_address: null,
    created_at: new Date(seenAt).toISOString(),
    updated_at: new Date(seenAt).toISOString(),
  });
  await receive(db.pool, shopId, 'checkouts/update', checkout, name);
  await drainAt(db.pool, shopId, seenAt);
}

test('a visitor without contact leaves with everything of theirs; a person who has an address, an order or came lately stays', async () => {
  const { id } = await installedShop(db.pool);
  await addVisitor(id, 'gone', RETAINED_AT - 500 * DAY);
  await addVisitor(id, 'recent', RETAINED_AT - 20 * DAY);
  await receive(db.pool, id, 'customers/create', customerPayload(), 'known');
  await receive(db.pool, id, 'orders/create', orderPayload(), 'order');
  await drainAt(db.pool, id, RETAINED_AT);
  const { rows: gone } = await db.owner.query<{ id: string }>(
    `select profile_id as id from identity where shop_id = $1 and value = 'checkout-gone'`,
    [id],
  );
  expect(gone).toHaveLength(1);
  const before = await rowsFor(db, 'select 1 from profile where shop_id = $1', id);
  await db.owner.query(
    `update profile set last_seen_at = '2020-01-01' where shop_id = $1 and email is not null`,
    [id],
  );
  await retain(db, id);
  expect(await rowsFor(db, 'select 1 from profile where shop_id = $1', id)).toHaveLength(
    before.length - 1,
  );
  expect(
    await rowsFor(db, `select value from identity where shop_id = $1 and value like '%gone'`, id),
  ).toEqual([]);
  expect(
    await rowsFor(
      db,
      `select value from identity where shop_id = $1 and value like 'checkout-recent'`,
      id,
    ),
  ).toHaveLength(1);
  for (const { table, person } of HELD_TABLES) {
    for (const column of person.profile) {
      const { rowCount } = await db.owner.query(
        `select from ${table} where shop_id = $1 and ${column} = $2`,
        [id, gone[0]?.id],
      );
      expect([table, rowCount]).toEqual([table, 0]);
    }
  }
});

test('an application that was not confirmed is gone after 30 days; one that was confirmed, decided or asked about again stays', async () => {
  const { id } = await installedShop(db.pool);
  const add = async (
    name: string,
    state: string,
    days: Record<'sent' | 'asked', number>,
    verified = false,
  ) => {
    const [sent, asked] = [days.sent, days.asked].map((ago) => new Date(RETAINED_AT - ago * DAY));
    await db.owner.query(
      `insert into application (shop_id, id, state, company, contact_name, email, country, tax_id, channels, volume,
         message, consent_wording, submitted_at, verification_sent_at, verified_at)
       values ($1, gen_random_uuid(), $2, $3, 'Ana', 'ana@example.com', 'GB', '1', '{}', 'under-5k', '', '', $4, $5, $6)`,
      [id, state, name, sent, asked, verified ? asked : null],
    );
  };
  await add('old', 'submitted', { sent: 31, asked: 31 });
  await add('young', 'submitted', { sent: 29, asked: 29 });
  await add('asked again', 'submitted', { sent: 40, asked: 10 });
  await add('confirmed', 'submitted', { sent: 400, asked: 400 }, true);
  await add('declined', 'declined', { sent: 400, asked: 400 });
  await retain(db, id);
  expect(
    await rowsFor(db, 'select company from application where shop_id = $1 order by 1', id),
  ).toEqual(['asked again', 'confirmed', 'declined', 'young'].map((company) => ({ company })));
});
