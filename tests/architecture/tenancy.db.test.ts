import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { inShop } from '#app/platform/db.server.ts';
import { testDatabase } from '#tests/setup/database.ts';
import { tenancyFaults, tenantTables } from './tenancy.ts';

const db = await testDatabase();

async function addShop(): Promise<string> {
  const id = randomUUID();
  await db.owner.query(
    `insert into shop (id, domain, name, currency, time_zone, storefront_url, installed_at)
     values ($1, $2, 'A shop', 'GBP', 'Europe/London', 'https://shop.example', now())`,
    [id, `${id}.myshopify.com`],
  );
  return id;
}

const SUPPRESS =
  "insert into suppression (shop_id, address, reason, at) values ($1, $2, 'test', now())";

test('every tenant table is keyed by shop and locked by row-level security', async () => {
  expect(await tenantTables(db.owner)).toEqual(
    expect.arrayContaining(['profile', 'event', 'event_other']),
  );
  expect(await tenancyFaults(db.owner)).toEqual([]);
});

test('a table that breaks a rule is reported for each rule it breaks', async () => {
  const client = await db.owner.connect();
  await client.query('begin');
  await client.query('create table good (shop_id uuid, id uuid, primary key (shop_id, id))');
  await client.query(`create table bad (id uuid primary key, shop_id uuid not null, email text unique,
    good_shop uuid, good_id uuid, foreign key (good_shop, good_id) references good (shop_id, id))`);
  const faults = await tenancyFaults(client);
  await client.query('create policy open on bad using (true)');
  const withOpenPolicy = await tenancyFaults(client);
  await client.query('rollback');
  client.release();
  expect(faults.filter((fault) => fault.startsWith('bad'))).toEqual([
    'bad: foreign key bad_good_shop_good_id_fkey does not start with shop_id on both sides',
    'bad: index bad_email_key is unique and does not start with shop_id',
    'bad: index bad_pkey is unique and does not start with shop_id',
    'bad: keeps statistics of shop_id: call forget_shops or protect_tenant',
    'bad: no policy compares shop_id with the current shop',
    'bad: row-level security is not forced',
    'bad: row-level security is off',
  ]);
  expect(withOpenPolicy).toContain(
    'bad: policy open does not compare shop_id with the current shop',
  );
});

test("the application's role cannot step around row-level security", async () => {
  const { rows } = await db.owner.query(
    "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'tendril_app'",
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
  const owned = await db.owner.query(
    "select relname from pg_class where pg_get_userbyid(relowner) = 'tendril_app'",
  );
  expect(owned.rows).toEqual([]);
});

test('without a shop no row is seen; with one, only its own rows', async () => {
  const [one, other] = [await addShop(), await addShop()];
  await db.owner.query(SUPPRESS, [one, 'a@example.com']);
  await db.owner.query(SUPPRESS, [other, 'b@example.com']);
  const addresses = 'select address from suppression';
  expect((await db.pool.query(addresses)).rows).toEqual([]);
  const seen = await inShop(db.pool, one, (client) => client.query(addresses));
  expect(seen.rows).toEqual([{ address: 'a@example.com' }]);
});

test("another shop's row cannot be added, changed or removed", async () => {
  const [one, other] = [await addShop(), await addShop()];
  await db.owner.query(SUPPRESS, [other, 'c@example.com']);
  const foreignInsert = inShop(db.pool, one, (client) =>
    client.query(SUPPRESS, [other, 'd@example.com']),
  );
  await expect(foreignInsert).rejects.toMatchObject({ code: '42501' });
  for (const statement of ["update suppression set reason = 'x'", 'delete from suppression']) {
    const { rowCount } = await inShop(db.pool, one, (client) =>
      client.query(`${statement} where shop_id = $1`, [other]),
    );
    expect(rowCount).toBe(0);
  }
});

test('a row cannot be moved to another shop', async () => {
  const [one, other] = [await addShop(), await addShop()];
  await db.owner.query(SUPPRESS, [one, 'e@example.com']);
  const move = inShop(db.pool, one, (client) =>
    client.query('update suppression set shop_id = $2 where shop_id = $1', [one, other]),
  );
  await expect(move).rejects.toMatchObject({ code: '42501' });
});
