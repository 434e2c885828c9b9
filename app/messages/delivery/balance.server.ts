import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import type { MailBalance } from './balance.ts';

type Row = { state: string; reason: string | null; count: number; unrecorded: number };

/**
 * Counts a shop's mails by what became of them.
 * @param since leaves out the mails that were asked for before it
 */
export async function mailBalance(
  client: ShopClient,
  shopId: string,
  since: Date | null = null,
): Promise<MailBalance> {
  const { rows } = await client.query<Row>(
    `select e.state, case when e.state = 'skipped' then e.reason end as reason, count(*) as count,
            count(*) filter (where e.profile_id is not null and m.effect_key is null) as unrecorded
       from effect e
       left join message m on m.shop_id = $1 and m.effect_key = e.key
      where e.shop_id = $1 and e.kind = 'email'
        and ($2::timestamptz is null or e.created_at >= $2)
      group by 1, 2`,
    [shopId, since],
  );
  return balanceOf(rows);
}

/**
 * The same of the figures that are kept, for pages.
 * @param since epoch milliseconds; leaves out the mails that were asked for before its hour
 */
export async function recentMails(
  client: ShopClient,
  shopId: string,
  since: number,
): Promise<MailBalance> {
  const figures = await readFigures(client, shopId, ['mails', 'mails.unrecorded'], since);
  const rows = figures.map(({ figure, key, detail, count }) =>
    figure === 'mails'
      ? { state: key, reason: detail === '' ? null : detail, count, unrecorded: 0 }
      : { state: 'done', reason: null, count: 0, unrecorded: count },
  );
  return balanceOf(rows);
}

function balanceOf(rows: readonly Row[]): MailBalance {
  const inState = (...states: string[]) => sumOfCounts(rows, ({ state }) => states.includes(state));
  const skipped = rows.filter(({ state }) => state === 'skipped');
  const balance = {
    entered: sumOfCounts(rows),
    sent: inState('done'),
    skipped: Object.fromEntries(skipped.map(({ reason, count }) => [reason ?? 'unknown', count])),
    waiting: inState('ready'),
    failed: inState('failed'),
    inDoubt: inState('attempted', 'in_doubt'),
  };
  const accounted =
    balance.sent + inState('skipped') + balance.waiting + balance.failed + balance.inDoubt;
  const recorded = rows.every(({ state, unrecorded }) => state !== 'done' || unrecorded === 0);
  return { ...balance, holds: accounted === balance.entered && recorded };
}

/** How many mails to people were sent since a moment and are not on record; none unless something is wrong. */
export async function countUnrecorded(
  client: ShopClient,
  shopId: string,
  since: Date,
): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*) as count from effect e
      where e.shop_id = $1 and e.kind = 'email' and e.state = 'done' and e.profile_id is not null
        and e.created_at >= $2
        and not exists (select from message m where m.shop_id = $1 and m.effect_key = e.key)`,
    [shopId, since],
  );
  return rows[0]?.count ?? 0;
}
