import type pg from 'pg';
import { DAY } from '#app/lib/duration.ts';
import { SEEN_AT } from '#tests/setup/received-deliveries.ts';
import { MARK, MODELS } from './model-people.ts';

/** Tables of people and products, those first that others point to. */
const TABLES = [
  'product',
  'variant',
  'profile',
  'profile_fact',
  'identity',
  'event',
  'cart',
  'purchase',
  'membership',
  'journey_run',
  'effect',
  'decision',
  'message',
  'address_consent',
] as const;

/** Columns whose values are of one row, beside the ids that the mark stands in. */
const OWN_TEXTS: Record<string, string[]> = {
  effect: ['key'],
  decision: ['effect_key'],
  message: ['effect_key', 'message_id'],
  journey_run: ['dedupe_key'],
};
/** Moments that lie a minute apart from copy to copy. */
const MOMENTS = new Set([
  'at',
  'last_seen_at',
  'placed_at',
  'created_at',
  'entered_at',
  'sent_at',
  'updated_at',
]);

export type FilledSizes = { people: number; pairs: number; events: number };

/**
 * Fills a shop with people, products and pairs like those of a model shop, by statements of SQL: what is tested is
 * what is done among many, not how they came to be.
 */
export async function fillLike(
  owner: pg.Pool,
  modelId: string,
  shopId: string,
  { people, pairs, events }: FilledSizes,
): Promise<void> {
  const copies = Math.ceil(people / MODELS);
  for (const table of TABLES) await copyRows(owner, table, modelId, shopId, copies);
  await sendMails(owner, shopId);
  await addVisits(owner, shopId, events);
  await addPairs(owner, shopId, pairs);
}

/** Products that are bought together, most of them more with a product than are stored, some in a period that is over. */
export async function addPairs(owner: pg.Pool, shopId: string, pairs: number): Promise<void> {
  await owner.query(
    `insert into affinity (shop_id, product_id, kind, period, other_id, times)
     select $1, 'p' || n / 75, 'bought', $3 - (n % 10) / 9 * 40, 'q' || n, 1 + n % 5 from generate_series(1, $2) as n
     on conflict do nothing`,
    [shopId, pairs, Math.floor(SEEN_AT / (90 * DAY))],
  );
}

async function copyRows(
  owner: pg.Pool,
  table: string,
  modelId: string,
  shopId: string,
  copies: number,
): Promise<void> {
  const { rows } = await owner.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  const own = rows.flatMap(({ name, type }) => {
    if (name === 'shop_id') return [`'shop_id', $2::uuid`];
    if (type === 'uuid') return [`'${name}', md5(((model).${name})::text || copy)::uuid`];
    if (OWN_TEXTS[table]?.includes(name)) return [`'${name}', copy || '.' || ((model).${name})`];
    if (MOMENTS.has(name)) return [`'${name}', ((model).${name}) - copy * interval '1 min'`];
    return [];
  });
  const columns = rows.map(({ name }) => name).join(', ');
  await owner.query(
    `insert into ${table} (${columns})
     select ${rows.map(({ name }) => `made.${name}`).join(', ')}
       from (select row as model, to_jsonb(row)::text as encoded from ${table} as row where shop_id = $1) as models,
         generate_series(1, $3) as copy,
         jsonb_populate_record(model, replace(encoded, '${MARK}', (77100000 + copy)::text)::jsonb
           || jsonb_build_object(${own.join(', ')})) as made`,
    [modelId, shopId, copies],
  );
}

/** Most mails of a shop were sent. */
async function sendMails(owner: pg.Pool, shopId: string): Promise<void> {
  await owner.query(
    `with sent as (
       update effect set state = 'done', settled_at = created_at
        where shop_id = $1 and kind = 'email' and state in ('ready', 'skipped') and md5(key) < 'b' returning *)
     insert into message (shop_id, effect_key, profile_id, journey_key, template, class, subject, message_id, sent_at)
     select shop_id, key, profile_id, payload->>'journeyKey', payload->>'template', payload->>'class', 'Hello',
       md5(key) || '@mail.example', created_at from sent`,
    [shopId],
  );
}

/** Visits of the shop's people, until it has so many events. */
async function addVisits(owner: pg.Pool, shopId: string, events: number): Promise<void> {
  await owner.query(
    `with people as (select array_agg(id) as ids from profile where shop_id = $1),
       known as (select count(*)::int as count from event where shop_id = $1)
     insert into event (shop_id, id, at, profile_id, kind, topic, props)
     select $1, gen_random_uuid(), '2026-10-01T09:00:00Z'::timestamptz - (n % 1000000) * interval '1 min',
       ids[1 + (n::bigint * n) % cardinality(ids)], 'product.viewed', 'storefront', '{"productId": "p1"}'
     from people, known, generate_series(1, $2 - count) as n`,
    [shopId, events],
  );
}
