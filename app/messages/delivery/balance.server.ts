import { countMails, type MailCountRow } from '#app/effects/store/count-mails.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import type { MailBalance } from './balance.ts';

/**
 * Counts a shop's mails by what became of them.
 * @param since leaves out the mails that were asked for before it
 */
export async function mailBalance(
  client: ShopClient,
  shopId: string,
  since: Date | null = null,
): Promise<MailBalance> {
  return balanceOf(await countMails(client, shopId, since));
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

function balanceOf(rows: readonly MailCountRow[]): MailBalance {
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
