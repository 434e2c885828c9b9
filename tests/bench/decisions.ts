import { listDecisions } from '#app/decisions/page/list-decisions.server.ts';
import { readDecisionView } from '#app/decisions/decision-view.ts';
import { DAY } from '#app/lib/duration.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { quantile } from './load.ts';
import { fillWithPeople } from './people.ts';

const DECISIONS = 1_000_000;
const PEOPLE = 50_000;
const TIMES = 240;
const WARM_UP = 24;
const MONTHS = 13;
const TIME_ZONE = 'Europe/London';

export const DECISION_SIZES = `search.decisions: p95 of ${String(TIMES)} searches among ${DECISIONS.toLocaleString('en')} decisions of ${String(MONTHS)} months`;

/** What a merchant asks for, each as the address of the page; one finds nothing at all. */
const SEARCHES: Record<string, string>[] = [
  {},
  { from: '2000-01-01' },
  { reason: 'not_subscribed' },
  { from: '2000-01-01', reason: 'refused_mailbox' },
  { journey: 'journey-3' },
  { from: '2000-01-01', message: 'mail-2', outcome: 'failed' },
  { outcome: 'in_doubt' },
  { from: '2000-01-01', outcome: 'never' },
  { from: '2000-01-01', journey: 'journey-1', reason: 'ordered' },
  { search: 'person.4242@mail.example', from: '2000-01-01' },
  { search: 'byron', from: '2000-01-01' },
  { direction: 'ascending', from: '2000-01-01' },
];

/** How long the list of decisions takes with a search, in milliseconds, 95th percentile; the baseline is without one. */
export async function benchDecisions(lab: Lab): Promise<Figure> {
  return await lab.withBed(async (bed) => {
    await fillWithPeople(bed, PEOPLE);
    await fillDecisions(bed);
    const searches = await timesOf(bed, SEARCHES);
    const plain = await timesOf(bed, [{}]);
    const [value, baseline] = [quantile(searches, 0.95), quantile(plain, 0.95)];
    lab.say(
      `search.decisions: p50 ${quantile(searches, 0.5).toFixed(0)} ms, p95 ${value.toFixed(0)} ms, max ${quantile(searches, 1).toFixed(0)} ms; without a search p95 ${baseline.toFixed(0)} ms`,
    );
    return { value, baseline };
  });
}

async function fillDecisions({ owner, shop }: Bed): Promise<void> {
  await owner.query(
    `select maintain_partitions((now() - back * interval '1 month')::date) from generate_series(0, $1::int) as back`,
    [MONTHS],
  );
  await owner.query(
    `insert into decision (shop_id, id, at, profile_id, outcome, reason, rule, facts, journey_key, message_key)
     select $1, gen_random_uuid(), now() - n * (make_interval(days => 395) / $2::int),
            md5('person.' || (n % $3::int) || '@mail.example')::uuid,
            (array['sent','skipped','deferred','ended','entered','yes'])[n % 6 + 1],
            case when n % 50000 = 7 then 'refused_mailbox'
              else (array['marketing','not_subscribed','quiet_hours','ordered','entry_met','branch'])[n % 6 + 1] end,
            'journey-' || n % 8 || '@1', json_build_object('template', 'mail-' || n % 5, 'orders', n % 4),
            'journey-' || n % 8, 'mail-' || n % 5
       from generate_series(1, $2::int) as n`,
    [shop.id, DECISIONS, PEOPLE],
  );
  await owner.query('vacuum analyze decision');
}

async function timesOf({ url, shop }: Bed, searches: Record<string, string>[]): Promise<number[]> {
  const pool = openPool(url, { max: 1, name: 'decisions', ring: testKeyRing() });
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP + TIMES; turn += 1) {
    const params = new URLSearchParams(searches[turn % searches.length]);
    const view = readDecisionView(params, TIME_ZONE, Date.now() + DAY);
    const started = performance.now();
    await inShop(pool, shop.id, (client) => listDecisions(client, shop.id, TIME_ZONE, view));
    if (turn >= WARM_UP) took.push(performance.now() - started);
  }
  await pool.end();
  return took;
}
