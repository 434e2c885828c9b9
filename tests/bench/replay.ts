import type pg from 'pg';
import { z } from 'zod';
import { contentOf } from '#app/journeys/definitions/journey-content.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { insertReplay } from '#app/journeys/replay/store/replays.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { startMeasured } from './measured-child.ts';

/** Events of a person: carts, checkouts, and of every fifth an order. */
const EVENTS_EACH = 10;

const Took = z.object({ ms: z.number(), cpuMs: z.number() });

export const REPLAY_SIZES =
  'journey.replay: carts, checkouts and orders of 30 days, ten events a person, through a journey of six steps';

const SIX_STEPS: Journey = {
  key: 'bench',
  name: 'Left carts',
  purpose: 'A measurement',
  version: 0,
  trigger: { events: ['cart.changed', 'checkout.changed'], subject: 'basket', onePer: 'person' },
  entry: { all: [] },
  exitReasons: ['ordered', 'basket_emptied', 'checkout_deleted', 'person_deleted'],
  restartsWhileWaitingAt: 'wait-1',
  renewsAt: ['wait-3'],
  first: 'wait-1',
  steps: [
    { id: 'wait-1', kind: 'wait', ms: HOUR, next: 'mail-1' },
    {
      id: 'mail-1',
      kind: 'email',
      template: 'basket-reminder-1',
      class: 'marketing',
      next: 'wait-2',
    },
    { id: 'wait-2', kind: 'wait', ms: 23 * HOUR, next: 'mail-2' },
    {
      id: 'mail-2',
      kind: 'email',
      template: 'basket-reminder-2',
      class: 'marketing',
      next: 'wait-3',
    },
    { id: 'wait-3', kind: 'wait', ms: DAY, next: 'end' },
    { id: 'end', kind: 'exit', reason: 'not_recovered' },
  ],
};

/**
 * How long a journey of six steps takes over the past of a shop. The baseline reads the same rows and does nothing with them.
 * @returns seconds
 */
export async function benchReplay(lab: Lab, events: number): Promise<Figure> {
  return await lab.withBed(async (bed) => {
    const pool = openPool(bed.url, { max: 3, name: 'replay', ring: testKeyRing() });
    try {
      const now = Date.now();
      await fillPast(bed, events);
      const baseline = await seconds(() => readAll(pool, bed.shop.id));
      const id = idOf('bench', 'replay');
      await inShop(pool, bed.shop.id, (client) =>
        insertReplay(
          client,
          bed.shop.id,
          {
            id,
            journeyKey: SIX_STEPS.key,
            version: null,
            draftRevision: 1,
            content: contentOf(SIX_STEPS),
            digest: 'bench',
            days: 30,
            since: now - 30 * DAY,
            until: now,
            requestedBy: 'bench',
          },
          now,
        ),
      );
      const { seconds: value, processor, peakMb } = await replay(bed, now);
      const { rows } = await bed.owner.query<{ state: string; totals: object }>(
        'select state, totals from replay where shop_id = $1',
        [bed.shop.id],
      );
      if (rows[0]?.state !== 'done')
        throw new Error(`The replay ended as ${String(rows[0]?.state)}.`);
      lab.say(
        `journey.replay of ${String(events)}: ${value.toFixed(1)} s, processor ${processor.toFixed(1)} s, bare read ${baseline.toFixed(1)} s, memory ${peakMb.toFixed(0)} MB, ${JSON.stringify(rows[0].totals)}`,
      );
      return { value, baseline };
    } finally {
      await pool.end();
    }
  });
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** Replays what is to be, in a process of its own: replays run in the worker, within its bounds of memory. */
async function replay({ url, shop }: Bed, now: number) {
  const env = { DATABASE_URL: url, SHOP_ID: shop.id, NOW: String(now) };
  const program = 'tests/bench/replayer.ts';
  const child = await startMeasured(program, env, 'ready', 'app/worker.server.ts');
  await child.saying('took ');
  const [, took = ''] = /took (\{.*\})/.exec(child.output()) ?? [];
  const { ms, cpuMs } = Took.parse(JSON.parse(took));
  const { peakMb } = await child.usage();
  await child.kill('SIGTERM');
  return { seconds: ms / 1_000, processor: cpuMs / 1_000, peakMb };
}

async function readAll(pool: pg.Pool, shopId: string): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    await client.query(
      'declare all_events no scroll cursor for select profile_id, id, at, kind, props::text as props from event where shop_id = current_shop()',
    );
    for (let count: number | null = 1; count;)
      count = (await client.query('fetch 10000 from all_events')).rowCount;
  });
}

async function fillPast({ owner, shop }: Bed, events: number): Promise<void> {
  const people = Math.ceil(events / EVENTS_EACH);
  await owner.query(`select maintain_partitions((now() - month * interval '30 days')::date)
    from generate_series(0, 2) as month`);
  for (const sql of PAST) await owner.query(sql, [shop.id, people]);
  await owner.query('vacuum analyze profile, event, address_consent');
  await owner.query('checkpoint');
}

const ID = `md5('person ' || n)::uuid`;
/** When a person came, and each of the things that they did. */
const CAME = `now() - interval '28 days' + (n % 20000) * interval '100 s'`;
const DID = `${CAME} + k * interval '3 hours'`;
const MS = `(extract(epoch from ${DID}) * 1000)::bigint`;
const ITEMS = `json_build_array(json_build_array((808950000 + (n + k / 3) % 2000)::text, (632910000 + n % 2000)::text, 1 + k / 3 % 2, 1999),
  json_build_array('808951001', '632911001', 1, 2499))`;
const CART = `json_build_object('kind', case when k % 3 = 2 then 'checkout' else 'cart' end,
  'token', case when k % 3 = 2 then 'k' else 'c' end || n, 'cartToken', case when k % 3 = 2 then 'c' || n end,
  'createdAt', ${MS}, 'updatedAt', ${MS}, 'quantity', 3, 'total', json_build_object('minor', 6497, 'currency', 'GBP'),
  'presentment', json_build_object('minor', 6497, 'currency', 'GBP'),
  'recoveryUrl', 'https://fern.example/cart/c/' || n, 'completed', false, 'items', ${ITEMS})`;
const ORDER = `json_build_object('orderId', 'o' || n, 'name', '#' || n, 'placedAt', ${MS}, 'updatedAt', ${MS},
  'cancelledAt', null, 'total', json_build_object('minor', 6497, 'currency', 'GBP'), 'presentment', null,
  'discountMinor', 0, 'cartToken', 'c' || n, 'checkoutToken', 'k' || n, 'items', ${ITEMS}, 'pieces', 3, 'lineCount', 2)`;
const TRAITS = `json_build_object('country', 'GB', 'locale', 'en-GB', 'email', 'known', 'customerId', 'known', 'at', ${MS})`;

const PAST = [
  `insert into profile (shop_id, id, state, email, intent, fit, score, grade, band, stage, orders, spent_minor, subscribed,
     first_seen_at, last_seen_at)
   select $1, ${ID}, '{}', 'person.' || n || '@mail.example', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, n % 2 = 0, ${CAME}, now()
   from generate_series(1, $2::int) as n`,
  `insert into address_consent (shop_id, channel, address, state, at, opted_in_at, consent_id, acts)
   select $1, 'email', 'person.' || n || '@mail.example', 'subscribed', ${CAME} - interval '1 day', ${CAME} - interval '1 day', ${ID},
     json_build_object('act', json_build_object('id', n::text, 'state', 'subscribed', 'at',
       (extract(epoch from ${CAME} - interval '1 day') * 1000)::bigint))
   from generate_series(2, $2::int, 2) as n`,
  `insert into event (shop_id, id, at, profile_id, kind, topic, props)
   select $1, md5('event ' || n || ' ' || k)::uuid, ${DID}, ${ID},
     case when n % 5 = 0 and k = 8 then 'order.placed' when n % 5 = 0 and k = 9 then 'order.changed'
       when k % 3 = 2 then 'checkout.changed' else 'cart.changed' end, 'carts/update',
     case when n % 5 = 0 and k = 8 then json_build_object('orderId', 'o' || n, 'name', '#' || n)
       when n % 5 = 0 and k = 9 then json_build_object('order', ${ORDER}, 'told', ${TRAITS})
       when k % 3 = 2 then json_build_object('cart', ${CART}, 'told', ${TRAITS})
       else json_build_object('cart', ${CART}) end
   from generate_series(0, 9) as k, generate_series(1, $2::int) as n`,
];
