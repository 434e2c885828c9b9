/**
 * Baseline of processing: takes 500 deliveries, parses them, writes one row a person, deletes them. It neither
 * knows repeats and late news nor scores, sorts into segments or starts journeys.
 */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';

const BATCH = 500;
const shopId = process.env.SHOP_ID;
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
process.stdout.write('ready\n');

const Buyer = z.object({ email: z.string(), updated_at: z.string(), total_price: z.string() });
type Row = { delivery_key: string; topic: string; body: Buffer };

for (;;) {
  const taken = await batch();
  if (taken === 0) await new Promise((wake) => setTimeout(wake, 20));
}

async function batch(): Promise<number> {
  await client.query('begin');
  const { rows } = await client.query<Row>(
    `select delivery_key, topic, body from inbox where shop_id = $1
     order by received_at, delivery_key limit $2`,
    [shopId, BATCH],
  );
  const people = new Map<string, object>();
  for (const { topic, body } of rows) {
    const payload: unknown = JSON.parse(body.toString());
    const { email, updated_at, total_price } = Buyer.parse(payload);
    const orders = topic === 'orders/create' ? 1 : 0;
    const spent = orders * Math.round(Number(total_price) * 100);
    people.set(email, { id: idOf(email), email, at: updated_at, orders, spent });
  }
  await client.query(
    `insert into profile (shop_id, id, state, email, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at)
     select $1, id, '{}', email, 0, 0, 0, '', '', '', orders, spent, false, at, at
     from json_to_recordset($2) as row (id uuid, email text, at timestamptz, orders int, spent bigint)
     on conflict (shop_id, id) do update set orders = profile.orders + excluded.orders,
       spent_minor = profile.spent_minor + excluded.spent_minor, last_seen_at = excluded.last_seen_at`,
    [shopId, JSON.stringify([...people.values()])],
  );
  await client.query('delete from inbox where shop_id = $1 and delivery_key = any($2)', [
    shopId,
    rows.map((row) => row.delivery_key),
  ]);
  await client.query('commit');
  return rows.length;
}

function idOf(email: string): string {
  return createHash('md5').update(email).digest('hex');
}
