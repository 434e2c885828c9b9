import { placeIn } from '#app/platform/sealed-columns.ts';
import type { CanaryPerson } from '#tests/privacy/canary.ts';
import { benchKeyRing } from './app-process.ts';
import type { Bed } from './lab.ts';

/** What a person did once, so often. `$1` the shop, `$2` the profile, `$3` how often, `$4` an address of theirs. */
const REPEATED = [
  `insert into event (shop_id, id, at, profile_id, kind, topic, props, part_id)
   select shop_id, gen_random_uuid(), at - n * interval '1 s', profile_id, kind, topic, props, part_id
     from (select * from event where shop_id = $1 and profile_id = $2 limit 1) as first, generate_series(1, $3) as n
    where $4 <> ''`,
  `insert into purchase (shop_id, order_id, profile_id, snapshot, name, placed_at, total_minor, currency)
   select shop_id, order_id || n, profile_id, snapshot, name, placed_at - n * interval '1 s', total_minor, currency
     from (select * from purchase where shop_id = $1 and profile_id = $2 limit 1) as first, generate_series(1, $3) as n
    where $4 <> ''`,
  `insert into cart (shop_id, kind, token, profile_id, snapshot, updated_at)
   select shop_id, kind, token || '-' || n, profile_id, snapshot, updated_at - n * interval '1 s'
     from (select * from cart where shop_id = $1 and profile_id = $2 limit 1) as first, generate_series(1, $3) as n
    where $4 <> ''`,
  `insert into identity (shop_id, kind, value, profile_id, linked_at)
   select shop_id, kind, token, profile_id, now() from cart where shop_id = $1 and profile_id = $2 and $3 > 0 and $4 <> ''
   on conflict do nothing`,
  `insert into effect (shop_id, key, kind, profile_id, state, payload, created_at, due_at)
   select $1, 'mail ' || n || ' of ' || $4, 'email', $2, 'done', json_build_object('to', $4::text),
     now() - n * interval '1 s', now() - n * interval '1 s'
   from generate_series(1, $3) as n`,
  `insert into message (shop_id, effect_key, profile_id, template, class, subject, message_id, sent_at)
   select $1, 'mail ' || n || ' of ' || $4, $2, 'basket-reminder-1', 'marketing', 'For ' || $4, n || '.' || $4,
     now() - n * interval '1 s'
   from generate_series(1, $3) as n`,
  `insert into decision (shop_id, id, at, profile_id, effect_key, outcome, reason, rule, facts)
   select $1, gen_random_uuid(), now() - n * interval '1 s', $2, 'mail ' || n || ' of ' || $4, 'sent', 'due', 'bench',
     json_build_object('address', $4::text)
   from generate_series(1, $3) as n`,
];

/** What names a person without being a row of theirs. */
const MENTIONED = `insert into audit (shop_id, id, at, actor, action, subject)
   select $1, gen_random_uuid(), now() - n * interval '1 s', '1', 'person.looked_at', $3
   from generate_series(1, $2) as n`;

/** Gives a person who came by once a past in which all of that happened many times. */
export async function writeHistory(
  { owner, shop }: Bed,
  { email, profileId, customerId, visitor }: CanaryPerson,
  times: number,
): Promise<void> {
  for (const sql of REPEATED) await owner.query(sql, [shop.id, profileId, times, email]);
  await owner.query(
    `insert into identity (shop_id, kind, value, profile_id, linked_at) values ($1, 'visitor', $3, $2, now())`,
    [shop.id, profileId, visitor],
  );
  await owner.query(MENTIONED, [shop.id, times, `customer ${customerId}, ${email}`]);
  const { rawBodies } = benchKeyRing();
  const keys = Array.from({ length: times }, (_, n) => `set-aside-${String(n)}`);
  const bodies = keys.map((key) =>
    rawBodies.seal(
      Buffer.from(JSON.stringify({ key, email, customer: { id: Number(customerId) } })),
      placeIn('quarantine', shop.id, key),
    ),
  );
  await owner.query(
    `insert into quarantine (shop_id, delivery_key, topic, reason, body, received_at)
     select $1, key, 'orders/create', 'unreadable', body, now() - interval '1 hour'
     from unnest($2::text[], $3::bytea[]) as row (key, body)`,
    [shop.id, keys, bodies],
  );
}
