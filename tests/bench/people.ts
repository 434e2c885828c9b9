import { type DrainServices, drain } from '#app/engine/drain.server.ts';
import { openPool } from '#app/platform/db.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { busyPolicyOf } from './busy-policy.ts';
import { fillInbox } from './fill.ts';
import type { Bed } from './lab.ts';
import { checkoutParcel, emailOf, orderParcel } from './payloads.ts';

/**
 * Fills a shop with people who each bought once, a year and a half ago on average. One is made by the engine
 * from a checkout and an order; the others are their likeness under other names, because what is measured is
 * how the next event is processed among many people, not how they came to be.
 * @param count how many people; number 0 is the one the others are like
 */
export async function fillWithPeople(bed: Bed, count: number): Promise<void> {
  const at = Date.now();
  const pool = openPool(bed.url, { max: 3, name: 'people', ring: testKeyRing() });
  const services: DrainServices = {
    pool,
    clock: { now: () => at },
    logger: silentLogger,
    heartbeat: await registerHeartbeat(pool, 'bench'),
    policyOf: busyPolicyOf,
  };
  await pool.query('select maintain_partitions($1)', [new Date(at)]);
  await fillInbox(bed, [checkoutParcel(0, 1, at), orderParcel(0, at)]);
  await drain(services, bed.shop.id);
  await pool.end();
  // The likeness keeps no journeys of its own: they are over by then.
  await bed.owner.query('delete from journey_run where shop_id = $1', [bed.shop.id]);
  await bed.owner.query('delete from effect where shop_id = $1', [bed.shop.id]);
  for (const sql of LIKENESS) await bed.owner.query(sql, [bed.shop.id, count - 1, emailOf(0)]);
  await bed.owner.query('vacuum analyze profile, profile_fact, identity, membership');
  await bed.owner.query('checkpoint');
}

/** Where number 0 is named by address, by the customer's id and by name, number n is. */
const NAMED = `replace(replace(replace(%, 'person.0@', 'person.' || n || '@'), '6000000000', (6000000000 + n)::text),
  'Byron 0', 'Byron ' || n)`;
function named(column: string): string {
  return NAMED.replace('%', column);
}

const FIRST = `(select * from profile where shop_id = $1 and email = $3)`;
/** The id that the baseline gives a person too, so that both find these. */
const ID = `md5('person.' || n || '@mail.example')::uuid`;

const LIKENESS = [
  `insert into profile (shop_id, id, state, name, email, customer_id, country, intent, fit, score, grade, band, stage,
     orders, spent_minor, subscribed, first_seen_at, last_seen_at, next_change_at)
   select $1, ${ID}, ${named('state::text')}::json, ${named('name')}, ${named('email')}, ${named('customer_id')},
     country, intent, fit, n % 101, grade, band, stage, orders, spent_minor, subscribed, first_seen_at - n * interval '37 s',
     last_seen_at - n * interval '37 s', next_change_at + n * interval '37 s'
   from ${FIRST} as first, generate_series(1, $2) as n`,
  `insert into profile_fact
   select row.*
   from ${FIRST} as first
   join profile_fact as facts on facts.shop_id = $1 and facts.profile_id = first.id,
   generate_series(1, $2) as n,
   jsonb_populate_record(facts, jsonb_build_object('profile_id', ${ID})) as row`,
  `insert into identity (shop_id, kind, value, profile_id, linked_at)
   select $1, identity.kind, ${named('identity.value')}, ${ID}, identity.linked_at
   from ${FIRST} as first
   join identity on identity.shop_id = $1 and identity.profile_id = first.id and identity.kind in ('email', 'customer'),
   generate_series(1, $2) as n`,
  `insert into membership (shop_id, segment_key, profile_id, entered_at)
   select $1, segment_key, ${ID}, entered_at
   from ${FIRST} as first
   join membership on membership.shop_id = $1 and membership.profile_id = first.id and membership.left_at is null,
   generate_series(1, $2) as n`,
];
