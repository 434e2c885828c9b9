import { loadCalendarWeek } from '#app/journeys/page/calendar.server.ts';
import { outcomeWords, reasonWords } from '#app/journeys/page/reason-words.ts';
import { replayFigures } from '#app/journeys/replay/replay-figures.ts';
import { listReplays, loadReplay } from '#app/journeys/replay/store/replays.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { each, figure, money, type Counter, type Counts, type Figure } from './figure-rows.ts';

/** What figures are read by: the currency and zone of the shop, and the moment, epoch milliseconds. */
export type DemoShop = { currency: string; timeZone: string; now: number };

const LIVE = 'live weeks';
const REPLAYED = 'last 30 days';
const REPLAY_KEYS = ['entered', 'sent', 'skipped', 'deferred', 'offers', 'orders'];

/** Whether someone who entered after all was refused before depends on which delivery came first: they count as entered. */
const DECISIONS = `select outcome as name, count(*) as count from decision as one where shop_id = $1
   and (outcome <> 'not_entered' or not exists (select from decision as other
     where other.shop_id = $1 and other.profile_id = one.profile_id and other.at = one.at
       and other.rule = one.rule and other.outcome = 'entered'))
   group by 1`;
const DEFERRED = `select reason as name, count(*) as count from decision
   where shop_id = $1 and outcome = 'deferred' group by 1`;
const REFUSED = `select reason as name, count(*) as count from decision
   where shop_id = $1 and outcome = 'not_offered' group by 1`;
const CODES = `select state as name, count(*) as count from offer_code where shop_id = $1 group by 1`;

/** What replays say, what was decided, what the planner put off and has planned, and what was offered. */
export async function journeyFigureRows(
  client: ShopClient,
  shopId: string,
  { groups }: Counter,
  { currency, timeZone, now }: DemoShop,
): Promise<Figure[]> {
  const week = await loadCalendarWeek(client, shopId, { week: 0, timeZone, now }, new Map());
  const planned = week.days.reduce((sum, { total }) => sum + total, 0);
  return [
    ...(await replayed(client, shopId, currency)),
    ...each('Decisions', 'decisions', LIVE, inWords(await groups(DECISIONS), outcomeWords)),
    ...each('Mails put off', 'times', LIVE, inWords(await groups(DEFERRED), reasonWords)),
    figure('Messages planned', planned, 'messages', 'next 7 days'),
    ...each('Offer codes', 'codes', LIVE, await groups(CODES)),
    ...each('No offer', 'people', LIVE, inWords(await groups(REFUSED), reasonWords)),
  ];
}

async function replayed(client: ShopClient, shopId: string, currency: string): Promise<Figure[]> {
  const rows: Figure[] = [];
  for (const key of ['post-purchase', 'thank-you-offer']) {
    const [newest] = await listReplays(client, shopId, key, 1);
    const record = newest && (await loadReplay(client, shopId, key, newest.id));
    if (!record) throw new Error(`The journey ${key} was not replayed.`);
    for (const one of replayFigures(record)) {
      const name = `Replay of ${key.replaceAll('-', ' ')}, ${one.name.toLowerCase()}`;
      if (one.currency === currency && one.key === `revenue:${currency}`)
        rows.push(figure(name, money(one.value), currency, REPLAYED));
      else if (REPLAY_KEYS.includes(one.key))
        rows.push(figure(name, one.value, one.unit, REPLAYED));
    }
  }
  return rows;
}

/** Counts by what they are called; those that are called the same are one. */
function inWords(counts: Counts, words: (name: string) => string): Counts {
  const named: Counts = {};
  for (const [name, count] of Object.entries(counts))
    named[words(name)] = (named[words(name)] ?? 0) + count;
  return named;
}
