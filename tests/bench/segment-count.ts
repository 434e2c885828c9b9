import { inShop, openPool } from '#app/platform/db.server.ts';
import { DAY } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import { newProfile } from '#app/profiles/profile.ts';
import type { DayBucket, ProfileState, Signal } from '#app/profiles/profile-state.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { countMembers } from '#app/segments/count-members.server.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { saveSegmentFacts } from '#app/segments/store/save-facts.server.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';

/** People who differ; the others are their likeness. */
const DIFFERENT = 2_000;
const COUNTS = 40;

export const SEGMENT_COUNT_SIZES = `segment.count: p95 of ${String(COUNTS)} counts of five conditions with two windows of time`;

/**
 * How long a count takes while the user types a predicate of five conditions, two of them windows of time that
 * are other ones each time. The baseline counts all rows of the same table.
 * @param people how many the shop has
 * @returns milliseconds, 95th percentile
 */
export async function benchSegmentCount(lab: Lab, people: number): Promise<Figure> {
  return await lab.withBed(async (bed) => {
    const now = Date.UTC(2026, 10, 20);
    const pool = openPool(bed.url, { max: 2, name: 'count' });
    try {
      await fill(bed, people, now);
      const context = {
        model: retailModel,
        segments: new Map(),
        collections: new Map(),
        timeZone: 'UTC',
      };
      let members = 0;
      const value = await p95(async (turn) => {
        members = await inShop(pool, bed.shop.id, (client) =>
          countMembers(client, bed.shop.id, predicateOf(turn), context, now + turn),
        );
      });
      const baseline = await p95(() =>
        inShop(pool, bed.shop.id, (client) =>
          client.query('select count(*) from profile_fact where shop_id = $1', [bed.shop.id]),
        ),
      );
      lab.say(
        `segment.count of ${String(people)}: ${value.toFixed(0)} ms, all rows ${baseline.toFixed(0)} ms (${String(members)} members in the last)`,
      );
      return { value, baseline };
    } finally {
      await pool.end();
    }
  });
}

function predicateOf(turn: number): Predicate {
  return {
    all: [
      { field: 'country', is: 'one_of', values: ['GB', 'IE', 'FR'] },
      { field: 'email_consent', is: 'one_of', values: ['subscribed'] },
      { field: 'spent', is: 'at_least', value: 2_000, currency: 'GBP' },
      { signal: 'product_viewed', is: 'at_least', times: 2, days: 10 + turn },
      { not: { field: 'last_order', is: 'within', days: 30 + turn } },
    ],
  };
}

async function p95(work: (turn: number) => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let turn = 0; turn < COUNTS; turn += 1) {
    const started = performance.now();
    await work(turn);
    took.push(performance.now() - started);
  }
  return took.sort((a, b) => a - b)[Math.floor(0.95 * COUNTS)] ?? 0;
}

async function fill(bed: Bed, people: number, now: number): Promise<void> {
  const different = Array.from({ length: DIFFERENT }, (_, n) => {
    const state = person(n, now);
    return { id: idOf('person', String(n)), state, score: scoreProfile(retailModel, state, now) };
  });
  const { shop, owner } = bed;
  await owner.query(
    `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor, subscribed,
       first_seen_at, last_seen_at)
     select $1, id, '{}', 0, 0, 0, 'D4', 'cold', 'visitor', 0, 0, false, now(), now()
     from (select unnest($2::uuid[]) as id
       union all select md5('likeness ' || n)::uuid from generate_series(1, $3) as n) as row`,
    [shop.id, different.map(({ id }) => id), people - DIFFERENT],
  );
  await inShop(owner, shop.id, (client) =>
    saveSegmentFacts(client, shop.id, retailModel, different),
  );
  await owner.query(
    `insert into profile_fact
     select row.*
     from (select profile_fact as facts, row_number() over (order by profile_id) - 1 as place
       from profile_fact where shop_id = $1) as first
     join generate_series(1, $2) as n on n % $3 = first.place,
     jsonb_populate_record(facts, jsonb_build_object('profile_id', md5('likeness ' || n)::uuid)) as row`,
    [shop.id, people - DIFFERENT, DIFFERENT],
  );
  await owner.query('vacuum analyze profile_fact');
  await owner.query('checkpoint');
}

/** A person with as much of a past as a customer of a few years has. */
function person(n: number, now: number): ProfileState {
  const blank = newProfile(now - (n % 900) * DAY);
  const days = (signal: Signal, every: number): DayBucket[] =>
    Array.from({ length: (n % 7) + every }, (_, index) => [
      Math.floor(now / DAY) - ((n * 7 + index * every * 3 + signal.length) % 400),
      1 + ((n + index) % 4),
      (n * 7_919) % DAY,
    ]);
  const touch = { source: `source-${String(n % 9)}`, medium: 'cpc', campaign: 'Spring sale' };
  const ordered = n % 3 === 0 ? (n % 5) + 1 : 0;
  const known = <T>(value: T) => ({ value, at: now - 300 * DAY });
  return {
    ...blank,
    lastSeenAt: now - (n % 200) * DAY,
    email: known(`person.${String(n)}@mail.example`),
    customerId: known(String(6_000_000_000 + n)),
    country: known(['GB', 'IE', 'FR', 'DE', 'US'][n % 5] ?? 'GB'),
    locale: known('en-GB'),
    tags: n % 10 === 0 ? [['VIP', now, 1]] : [],
    consent: { email: known(n % 2 === 0 ? 'subscribed' : 'not_subscribed'), sms: null },
    firstTouch: { ...touch, at: now - 300 * DAY, landing: '/collections/all', referrer: null },
    lastTouch: { ...touch, at: now - 30 * DAY, landing: '/products/candle', referrer: 'news' },
    orders: {
      ...blank.orders,
      placed: ordered,
      units: 2 * ordered,
      grossMinor: ordered === 0 ? {} : { GBP: 2_500 * ordered },
      firstAt: ordered === 0 ? null : now - 400 * DAY,
      lastAt: ordered === 0 ? null : now - (n % 150) * DAY,
    },
    signals: {
      page_viewed: days('page_viewed', 5),
      product_viewed: days('product_viewed', 4),
      cart_changed: days('cart_changed', 2),
      mail_sent: days('mail_sent', 6),
      mail_clicked: days('mail_clicked', 1),
    },
    interests: Array.from({ length: (n % 8) + 4 }, (_, index) => [
      String(7_000_000_000 + ((n * 31 + index) % 500)),
      now - (n % 60) * DAY - index,
      'viewed',
    ]),
  };
}
