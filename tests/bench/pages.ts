import { SECOND } from '#app/lib/duration.ts';
import { AGE_MS, POLL_INTERVAL_MS } from '#app/ui/live-watch.ts';
import { openAdminSender, type AdminAsk, type SendAdminRequest } from './admin-visit.ts';
import { startWeb } from './app-process.ts';
import type { Figure } from './benches.ts';
import type { Bed, Lab } from './lab.ts';
import { EVENTS, fillLargeShop, PEOPLE } from './large-shop.ts';
import { quantile } from './load.ts';

const TIMES = 40;
const WARM_UP = 5;
/** What a tab asks while nothing changes until its page is loaded for its age: for changes, and for its page once. */
const IDLE = { seconds: AGE_MS / SECOND, looks: AGE_MS / POLL_INTERVAL_MS, loads: 1 };

export const PAGES_SIZES = `pages: a shop of ${PEOPLE.toLocaleString('en')} people and ${EVENTS.toLocaleString('en')} events; p95 of ${String(TIMES)} loads of each page, the slowest page; milliseconds of the database a second for an open, idle Home, beside one that is loaded every two seconds`;

const HOME: AdminAsk = { path: '/app?index&_data=routes%2Fapp._index' };
/** Reads nothing of what a shop has much of. */
const SMALLEST: AdminAsk = { path: '/app/settings/keys?_data=routes%2Fapp.settings_.keys' };
const CHANGES: AdminAsk = { path: '/app/changes?tables=cart,effect,journey_run,profile,purchase' };

/** The pages that people open, by the route that loads them. */
function pagesOf({ person, segment }: Record<'person' | 'segment', string>): AdminAsk[] {
  const pages: [path: string, route: string][] = [
    ['?index', 'app._index'],
    ['/journeys?index', 'app.journeys._index'],
    ['/journeys/abandoned-basket', 'app.journeys.$key'],
    ['/people?index', 'app.people._index'],
    [`/people/${person}`, 'app.people.$id'],
    [`/people/${person}/score`, 'app.people.$id_.score'],
    ['/people/duplicates', 'app.people.duplicates'],
    ['/predictions', 'app.predictions'],
    ['/problems', 'app.problems'],
    ['/products', 'app.products'],
    ['/scoring', 'app.scoring'],
    ['/segments?index', 'app.segments._index'],
    [`/segments/${segment}`, 'app.segments.$key'],
    ['/settings/data-quality', 'app.settings_.data-quality'],
    ['/wholesale?index', 'app.wholesale._index'],
    ['/wholesale/traders', 'app.wholesale.traders'],
  ];
  return pages.map(([path, route]) => {
    const joined = path.includes('?') ? '&' : '?';
    return { path: `/app${path}${joined}_data=${encodeURIComponent(`routes/${route}`)}` };
  });
}

/**
 * How long each page's loader takes in a large shop, in the web process, and what an open tab costs the database. The
 * baselines are the smallest page, and Home loaded again every two seconds.
 */
export async function benchPages(
  lab: Lab,
  people = PEOPLE,
  events = EVENTS,
): Promise<Record<'p95' | 'idle', Figure>> {
  return await lab.withBed(async (bed) => {
    await fillLargeShop(bed, people, events);
    const { url, process } = await startWeb(lab, bed);
    const shoot = openAdminSender(url, bed.shop.domain, 1);
    const baseline = quantile(await timesOf(shoot, SMALLEST), 0.95);
    let slowest = 0;
    for (const ask of pagesOf(await someOf(bed))) {
      const times = await timesOf(shoot, ask);
      const p95 = quantile(times, 0.95);
      slowest = Math.max(slowest, p95);
      const p50 = quantile(times, 0.5).toFixed(0);
      lab.say(`pages.p95: p50 ${p50} ms, p95 ${p95.toFixed(0)} ms, ${ask.path}`);
    }
    await process.kill('SIGTERM');
    const idle = await databaseTime(lab, bed, [
      { ask: CHANGES, times: IDLE.looks },
      { ask: HOME, times: IDLE.loads },
    ]);
    const loaded = await databaseTime(lab, bed, [{ ask: HOME, times: IDLE.looks }]);
    return { p95: { value: slowest, baseline }, idle: { value: idle, baseline: loaded } };
  });
}

async function timesOf(shoot: SendAdminRequest, ask: AdminAsk): Promise<number[]> {
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP + TIMES; turn += 1) {
    const ms = await askFor(shoot, ask);
    if (turn >= WARM_UP) took.push(ms);
  }
  return took;
}

async function askFor(shoot: SendAdminRequest, ask: AdminAsk): Promise<number> {
  const { status, ms } = await shoot(ask);
  if (status !== 200) throw new Error(`${ask.path} was answered with ${String(status)}.`);
  return ms;
}

async function someOf({ owner, shop }: Bed): Promise<Record<'person' | 'segment', string>> {
  const { rows } = await owner.query<Record<'person' | 'segment', string>>(
    `select profile_id as person, segment_key as segment from membership
      where shop_id = $1 and left_at is null and profile_id::text ~ '^.{14}[1-8].{4}[89ab]'
      order by segment_key limit 1`,
    [shop.id],
  );
  if (!rows[0]) throw new Error('The large shop has no members of segments.');
  return rows[0];
}

/**
 * What a tab's requests cost the database, in a web process of their own: connections report when they end.
 * @returns milliseconds of the database a second of the open tab
 */
async function databaseTime(
  lab: Lab,
  bed: Bed,
  asks: readonly { ask: AdminAsk; times: number }[],
): Promise<number> {
  const before = await activeMs(bed);
  const { url, process } = await startWeb(lab, bed);
  const shoot = openAdminSender(url, bed.shop.domain, 1);
  for (const { ask, times } of asks)
    for (let turn = 0; turn < times; turn += 1) await askFor(shoot, ask);
  await process.kill('SIGTERM');
  return ((await activeMs(bed)) - before) / IDLE.seconds;
}

async function activeMs({ owner }: Bed): Promise<number> {
  await owner.query('select pg_stat_clear_snapshot()');
  const { rows } = await owner.query<{ ms: number }>(
    'select active_time as ms from pg_stat_database where datname = current_database()',
  );
  return rows[0]?.ms ?? 0;
}
