import { compactChanges } from '#app/roll-ups/store/compact-changes.server.ts';
import { openAdmin } from './admin-visit.ts';
import type { Bed } from './lab.ts';
import { fillWithPeople } from './people.ts';

export const PEOPLE = 200_000;
export const EVENTS = 1_000_000;

/** What people of a shop of two years left behind, made by the database: `n` is a person, or a thing of one. */
export async function fillLargeShop(bed: Bed, people = PEOPLE, events = EVENTS): Promise<void> {
  await fillWithPeople(bed, people);
  await openAdmin(bed);
  const { owner, shop } = bed;
  await owner.query(`select maintain_partitions((now() - month * interval '30 days')::date)
    from generate_series(0, 4) as month`);
  for (const sql of LEFT_BEHIND) await owner.query(sql, [shop.id, people - 1, events]);
  await foldAll(bed);
  await owner.query('vacuum analyze');
  await owner.query('checkpoint');
}

/** Adds the changes of its figures up, as the end of each of the batches would have that made it. */
async function foldAll({ owner, shop }: Bed): Promise<void> {
  const client = await owner.connect();
  let left = true;
  while (left) {
    await compactChanges(client, shop.id);
    const { rowCount } = await client.query(
      'select from roll_up_change where shop_id = $1 limit 1',
      [shop.id],
    );
    left = rowCount !== 0;
  }
  client.release();
}

/** The id that `fillWithPeople` gives person number `n`. */
function idOf(n: string): string {
  return `md5('person.' || (${n}) || '@mail.example')::uuid`;
}
const ID = idOf('1 + n % $2::int');

/** A moment of the last days: spread over them, some in every hour. */
function within(days: number): string {
  return `now() - (n::bigint * 7919 % ${String(days * 86_400)}) * interval '1 second'`;
}
const JOURNEY = `(array['abandoned-basket', 'post-purchase'])[1 + n % 2]`;
/** A line of a cart as it is stored. */
const LINE = `json_build_object('productId', (632910000 + n % 2000)::text, 'variantId', (808950000 + n % 2000)::text,
  'title', 'Trail Shoe ' || n % 2000, 'variantTitle', 'Blue / 42', 'quantity', 1, 'unitMinor', 100 * (n % 90))`;
/** Where a run stands: a step and how many it came through. */
const STEP = `(array['wait-1', 'wait-care'])[1 + n % 2]`;
const VISIT = `(array[1, 3])[1 + n % 2]`;
/** An email's key names its run and step. */
const KEY = `md5('run.' || n)::uuid || (array[':mail-1:2', ':care:4'])[1 + n % 2]`;
/** The parameters that a statement does not need all the same. */
const SIZES = '(select $2::int as people, $3::int as events) as sizes';

/** What the row of an event keeps of a cart. */
const CART = `json_build_object('kind', 'cart', 'token', 'token.' || n, 'cartToken', null, 'createdAt', 1790000000000,
  'updatedAt', 1790000000000, 'quantity', 1 + n % 4, 'total', json_build_object('minor', 100 * (n % 90), 'currency', 'GBP'))`;

const LEFT_BEHIND = [
  `insert into event (shop_id, id, at, profile_id, kind, topic, props)
   select $1, md5('event.' || n)::uuid, ${within(120)}, ${ID},
     (array['page.viewed', 'product.viewed', 'cart.changed', 'mail.sent', 'mail.clicked'])[1 + n % 5],
     'carts/update', case when n % 5 = 2 then json_build_object('cart', ${CART})
       else json_build_object('path', '/products/' || n % 500, 'title', 'Trail Shoe ' || n % 500) end
   from generate_series(1, $3::int) as n`,
  `insert into cart (shop_id, kind, token, profile_id, snapshot, updated_at, quantity, total_minor, currency)
   select $1, case when n % 3 = 0 then 'checkout' else 'cart' end, 'token.' || n, ${ID},
     json_build_object('kind', 'cart', 'token', 'token.' || n, 'cartToken', 'token.' || n - (n % 3),
       'createdAt', 1790000000000, 'updatedAt', 1790000000000, 'lines', json_build_array(${LINE}, ${LINE}, ${LINE}),
       'quantity', 3, 'total', json_build_object('minor', 100 * (n % 90), 'currency', 'GBP'), 'presentment', null,
       'recoveryUrl', 'https://shop.example/cart/c/token.' || n, 'completed', false),
     ${within(60)}, 1 + n % 4, 100 * (n % 90), 'GBP'
   from generate_series(1, $2::int / 2) as n, ${SIZES}`,
  `insert into purchase (shop_id, order_id, profile_id, name, placed_at, cancelled_at, total_minor, refunded_minor,
     currency)
   select $1, 'order.' || n, ${ID}, '#' || n, ${within(730)}, case when n % 50 = 0 then now() end, 100 * (n % 300),
     case when n % 20 = 0 then 100 else 0 end, 'GBP'
   from generate_series(1, 2 * $2::int) as n, ${SIZES}`,
  `insert into journey_run (shop_id, id, journey_key, journey_version, profile_id, dedupe_key, state, step_id, visit, context,
     entered_at, wake_at, ended_at, end_reason)
   select $1, md5('run.' || n)::uuid, ${JOURNEY}, 1, ${ID}, 'run.' || n,
     (array['active', 'completed', 'exited', 'exited'])[1 + n / 4 % 4], ${STEP}, ${VISIT}, 'null', ${within(365)},
     case when n / 4 % 4 = 0 then now() + interval '30 days' end,
     case when n / 4 % 4 > 0 then now() - (n::bigint * 7907 % 31536000) * interval '1 second' end,
     (array[null, null, 'order_placed', 'not_subscribed'])[1 + n / 4 % 4]
   from generate_series(1, $2::int) as n, ${SIZES}`,
  `insert into effect (shop_id, key, kind, profile_id, run_id, state, reason, payload, created_at, due_at, settled_at)
   select $1, ${KEY}, 'email', ${ID}, md5('run.' || n)::uuid,
     case when n % 3 = 0 then 'skipped' else 'done' end, case when n % 3 = 0 then 'not_subscribed' end,
     json_build_object('journeyKey', ${JOURNEY}, 'template', 'reminder'), ${within(365)}, ${within(365)}, ${within(365)}
   from generate_series(1, $2::int) as n, ${SIZES}`,
  `insert into decision (shop_id, id, at, profile_id, run_id, effect_key, outcome, reason, rule, facts, journey_key)
   select $1, md5('sent.' || n)::uuid, ${within(100)}, ${ID}, md5('run.' || n)::uuid, ${KEY},
     case when n % 3 = 0 then 'skipped' else 'sent' end, case when n % 3 = 0 then 'not_subscribed' else 'marketing' end,
     ${JOURNEY} || '@1', '{}', ${JOURNEY}
   from generate_series(1, $2::int) as n, ${SIZES}`,
  `insert into decision (shop_id, id, at, profile_id, run_id, outcome, reason, rule, facts, journey_key)
   select $1, md5('ended.' || n)::uuid, ${within(100)}, ${ID}, md5('run.' || n)::uuid, 'ended', 'finished',
     ${JOURNEY} || '@1', '{}', ${JOURNEY}
   from generate_series(1, $2::int) as n, ${SIZES} where n / 4 % 4 > 0`,
  `insert into message (shop_id, effect_key, profile_id, journey_key, template, class, subject, message_id, sent_at,
     clicked_at)
   select $1, ${KEY}, ${ID}, ${JOURNEY}, 'reminder', 'marketing', 'Still thinking?', 'mail.' || n, ${within(365)},
     case when n % 10 = 0 then ${within(365)} end
   from generate_series(1, $2::int) as n, ${SIZES} where n % 3 > 0`,
  `insert into topic_count (shop_id, topic, hour, processed, told)
   select $1, topic, date_trunc('hour', now()) - hour * interval '1 hour', 20, array[20, 19, 3]
   from unnest(array['carts/update', 'checkouts/create', 'checkouts/update', 'orders/create', 'orders/updated',
     'customers/update', 'tendril/storefront', 'products/update']) as topic, generate_series(1, 24 * 56) as hour, ${SIZES}
   on conflict do nothing`,
  `insert into segment_day (shop_id, segment_key, day, size, entered, gone)
   select distinct $1::uuid, segment_key, current_date - day, 1000, 10, 10
   from membership, generate_series(1, 90) as day, ${SIZES}
   where membership.shop_id = $1 and profile_id = (select min(profile_id::text)::uuid from membership where shop_id = $1)`,
  `insert into possible_duplicate (shop_id, low_id, high_id, low_profile_id, high_profile_id, shared, first_seen_at,
     last_seen_at)
   select $1, low, high, low, high, array['phone'], ${within(60)}, now()
   from generate_series(1, 2000) as n, ${SIZES},
     lateral (select least(${idOf('n')}, ${idOf('n + 1')}) as low, greatest(${idOf('n')}, ${idOf('n + 1')}) as high) as pair`,
  `insert into prediction (shop_id, profile_id, model_version, alive, orders, orders_low, orders_high, reckoned_at, again,
     spend_minor, spend_low_minor, spend_high_minor, currency, next_order_at)
   select $1, ${ID}, 1, 0.5, (n % 50) / 10.0, 0, 5, now(), 0.5, 100 * (n % 200), 0, 30000, 'GBP',
     now() + n % 90 * interval '1 day'
   from generate_series(1, $2::int / 2) as n, ${SIZES}`,
  `insert into product (shop_id, id, title, status, updated_at)
   select $1, (632910000 + n)::text, 'Trail Shoe ' || n, 'active', now() from generate_series(1, 2000) as n, ${SIZES}`,
  `insert into affinity (shop_id, product_id, kind, period, other_id, times)
   select $1, (632910000 + n % 2000)::text, 'bought', 0, (632910000 + n / 100)::text, 1 + n % 9
   from generate_series(1, $2::int) as n, ${SIZES} on conflict do nothing`,
  `insert into application (shop_id, id, state, company, contact_name, email, phone, country, tax_id, channels, volume,
     message, consent_wording, profile_id, submitted_at, verified_at)
   select $1, md5('application.' || n)::uuid, case when n % 4 = 0 then 'submitted' else 'declined' end, 'Byron ' || n,
     'Ada Byron', 'person.' || n || '@mail.example', null, 'GB', 'GB123456789', '{shops}', '5k-25k', '', '', ${idOf('n')},
     ${within(300)}, now()
   from generate_series(1, 2000) as n, ${SIZES}`,
];
