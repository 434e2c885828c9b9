import type pg from 'pg';
import { inShop } from '#app/db.server.ts';
import { recoveredByJourney } from '#app/insights/recovered.server.ts';
import { mailBalance, type MailBalance } from '#app/messaging/balance.server.ts';
import type { Ladder } from '#app/segments/ladder.ts';
import { lifecycle } from '#app/segments/lifecycle.ts';
import { rfm } from '#app/segments/rfm.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';

export type Summary = {
  events: number;
  deliveries: { processed: number; repeated: number; quarantined: number; unknown: number };
  people: number;
  known: number;
  bands: Record<string, number>;
  segments: Record<string, number>;
  buyers: number;
  runs: Record<string, number>;
  mails: MailBalance;
  carts: number;
  recovered: { orders: number; minor: number };
  revenueMinor: number;
  orders: number;
  applications: number;
};

/** What the app made of everything that happened, read from its own tables. */
export async function summarise(pool: pg.Pool, domain: string, currency: string): Promise<Summary> {
  const shopId = shopIdOf(domain);
  return await inShop(pool, shopId, async (client) => {
    const counts = async (sql: string): Promise<Record<string, number>> => {
      const { rows } = await client.query<{ name: string; count: number }>(sql, [shopId]);
      return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
    };
    const one = async (sql: string): Promise<number> => (await counts(sql)).all ?? 0;
    const settled = async (fate: string): Promise<number> =>
      await one(
        `select 'all' as name, coalesce(sum(${fate}), 0)::bigint as count from topic_count where shop_id = $1`,
      );
    const recovered = await recoveredByJourney(client, shopId, 0, currency);
    return {
      events: await one(`select 'all' as name, count(*) from event where shop_id = $1`),
      deliveries: {
        processed: await settled('processed'),
        repeated: await settled('repeated'),
        quarantined: await settled('quarantined'),
        unknown: await settled('unknown'),
      },
      people: await one(`select 'all' as name, count(*) from profile where shop_id = $1`),
      known: await one(
        `select 'all' as name, count(*) from profile where shop_id = $1 and (email is not null or customer_id is not null)`,
      ),
      bands: await counts(
        'select band as name, count(*) from profile where shop_id = $1 group by 1',
      ),
      segments: await counts(
        `select segment_key as name, count(*) from membership where shop_id = $1 and left_at is null group by 1`,
      ),
      buyers: await one(
        `select 'all' as name, count(*) from profile where shop_id = $1 and orders > 0`,
      ),
      runs: await counts(
        `select journey_key || ' ' || coalesce(end_reason, 'under way') as name, count(*)
         from journey_run where shop_id = $1 group by 1 order by 1`,
      ),
      mails: await mailBalance(client, shopId),
      carts: await one(
        `select 'all' as name, count(*) from cart where shop_id = $1 and kind = 'cart' and snapshot is not null`,
      ),
      recovered: recovered.get('abandoned-basket') ?? { orders: 0, minor: 0 },
      revenueMinor: await one(
        `select 'all' as name, coalesce(sum(total_minor - refunded_minor), 0)::bigint as count
         from purchase where shop_id = $1 and cancelled_at is null`,
      ),
      orders: await one(
        `select 'all' as name, count(*) from purchase where shop_id = $1 and snapshot is not null`,
      ),
      applications: await one(`select 'all' as name, count(*) from application where shop_id = $1`),
    };
  });
}

/** The summary as a table for a terminal. */
export function summaryTable(summary: Summary, currency: string, took: string): string {
  const money = (minor: number): string =>
    new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(minor / 100);
  const list = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${name.replaceAll('_', ' ')} ${number(count)}`)
      .join(', ') || 'none';
  const sizes = ({ rungs }: Ladder, all: number): string => {
    const known = rungs.map(({ key, name }) => [name, summary.segments[key] ?? 0] as const);
    const sum = known.reduce((total, [, size]) => total + size, 0);
    const named = list(Object.fromEntries(known.filter(([, size]) => size > 0)));
    return `${named}: ${number(sum)} of ${number(all)}${sum === all ? '' : ', DOES NOT ADD UP'}`;
  };
  const { mails, deliveries } = summary;
  const skipped = Object.values(mails.skipped).reduce((sum, count) => sum + count, 0);
  const rows: [name: string, value: string][] = [
    ['Replayed', took],
    ['Deliveries', list(deliveries)],
    ['Events', number(summary.events)],
    [
      'People',
      `${number(summary.people)}, of them ${number(summary.known)} known by name or address`,
    ],
    ['Scores by band', list(summary.bands)],
    ['Lifecycle', sizes(lifecycle, summary.people)],
    ['RFM (of buyers)', sizes(rfm, summary.buyers)],
    ['Journey runs', list(summary.runs)],
    ['Mails entered', number(mails.entered)],
    ['  sent', number(mails.sent)],
    ['  skipped', `${number(skipped)} (${list(mails.skipped)})`],
    ['  waiting', number(mails.waiting)],
    ['  failed', number(mails.failed)],
    ['  in doubt', number(mails.inDoubt)],
    [
      '  balance',
      mails.holds
        ? 'holds: entered = sent + skipped + waiting + failed + in doubt'
        : 'DOES NOT HOLD',
    ],
    ['Baskets seen', number(summary.carts)],
    [
      'Baskets recovered',
      `${number(summary.recovered.orders)}, worth ${money(summary.recovered.minor)} (order within 5 days of a click)`,
    ],
    ['Orders', number(summary.orders)],
    ['Revenue', `${money(summary.revenueMinor)} (all orders, after refunds)`],
    ['Wholesale', `${number(summary.applications)} applications to review`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}
