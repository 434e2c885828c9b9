/**
 * Baseline of processing, the job without the deciding: takes 500 deliveries, parses them, writes a row for each
 * person, event, cart, order and delivery key, deletes them. It matches people by address alone, believes
 * whatever comes last, and neither scores nor sorts into segments nor starts journeys.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';

const BATCH = 500;
const shopId = process.env.SHOP_ID;
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
process.stdout.write('ready\n');

const Purchase = z.object({
  id: z.union([z.number(), z.string()]).optional(),
  token: z.string().optional(),
  name: z.string().optional(),
  email: z.string(),
  currency: z.string(),
  updated_at: z.string(),
  total_price: z.string(),
  line_items: z.array(
    z.object({
      title: z.string(),
      quantity: z.number(),
      price: z.string(),
      product_id: z.number(),
    }),
  ),
});
type Row = { delivery_key: string; topic: string; body: Buffer };

for (;;) {
  const taken = await batch();
  if (taken === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function batch(): Promise<number> {
  await client.query('begin');
  const { rows } = await client.query<Row>(
    `select delivery_key, topic, body from inbox where shop_id = $1
     order by received_at, delivery_key limit $2`,
    [shopId, BATCH],
  );
  const people = new Map<string, object>();
  const carts = new Map<string, object>();
  const orders = new Map<string, object>();
  const events: object[] = [];
  for (const { delivery_key: key, topic, body } of rows) {
    const bought = topic === 'orders/create';
    const {
      email,
      updated_at: at,
      total_price,
      currency,
      id,
      token,
      name,
      line_items: lines,
    } = Purchase.parse(JSON.parse(body.toString()));
    const minor = Math.round(Number(total_price) * 100);
    const person = idOf(email);
    people.set(email, { id: person, email, at, orders: bought ? 1 : 0, spent: bought ? minor : 0 });
    events.push({
      id: idOf(key),
      at,
      person,
      kind: bought ? 'order' : 'checkout',
      topic,
      props: { minor, currency },
    });
    const fact = { person, snapshot: { minor, currency, at, lines }, at, minor, currency };
    if (bought) orders.set(String(id), { ...fact, id: String(id), name });
    else carts.set(String(token), { ...fact, token });
  }
  await write(
    `insert into profile (shop_id, id, state, email, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
     select $1, id, '{}', email, 0, 0, 0, '', '', '', orders, spent, false, at, at
     from json_to_recordset($2) as row (id uuid, email text, at timestamptz, orders int, spent bigint)
     on conflict (shop_id, id) do update set orders = profile.orders + excluded.orders,
       spent_minor = profile.spent_minor + excluded.spent_minor, last_seen_at = excluded.last_seen_at`,
    people.values(),
  );
  await write(
    `insert into event (shop_id, id, at, profile_id, kind, topic, props)
     select $1, id, at, person, kind, topic, props
     from json_to_recordset($2) as row (id uuid, at timestamptz, person uuid, kind text, topic text, props json)
     on conflict do nothing`,
    events,
  );
  await write(
    `insert into cart (shop_id, kind, token, profile_id, snapshot, updated_at, total_minor, currency)
     select $1, 'checkout', token, person, snapshot, at, minor, currency
     from json_to_recordset($2) as row (token text, person uuid, snapshot json, at timestamptz, minor bigint, currency text)
     on conflict (shop_id, kind, token) do update set snapshot = excluded.snapshot,
       updated_at = excluded.updated_at, total_minor = excluded.total_minor`,
    carts.values(),
  );
  await write(
    `insert into purchase (shop_id, order_id, profile_id, snapshot, name, placed_at, total_minor, currency)
     select $1, id, person, snapshot, name, at, minor, currency
     from json_to_recordset($2) as row (id text, person uuid, snapshot json, name text, at timestamptz, minor bigint, currency text)
     on conflict (shop_id, order_id) do update set snapshot = excluded.snapshot, total_minor = excluded.total_minor`,
    orders.values(),
  );
  const keys = rows.map((row) => row.delivery_key);
  await client.query(
    `insert into delivery_seen (shop_id, delivery_key, seen_on)
     select $1, unnest($2::text[]), current_date on conflict do nothing`,
    [shopId, keys],
  );
  await client.query('delete from inbox where shop_id = $1 and delivery_key = any($2)', [
    shopId,
    keys,
  ]);
  await client.query('commit');
  return rows.length;
}

async function write(sql: string, rows: Iterable<object>): Promise<void> {
  const all = [...rows];
  if (all.length > 0) await client.query(sql, [shopId, JSON.stringify(all)]);
}

function idOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
