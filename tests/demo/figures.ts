import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { balanceFaults } from '#app/decisions/shop-balance.ts';
import { shopBalance } from '#app/decisions/shop-balance.server.ts';
import { recoveredByJourney } from '#app/journeys/store/recovered-orders.server.ts';
import { mailBalance } from '#app/messages/delivery/balance.server.ts';
import type { Tiers } from '#app/segments/ready/tiers.ts';
import { lifecycle } from '#app/segments/ready/lifecycle.ts';
import { rfm } from '#app/segments/ready/rfm.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import {
  counter,
  each,
  figure,
  money,
  type Counter,
  type Counts,
  type Figure,
} from './figure-rows.ts';
import { journeyFigureRows, type DemoShop } from './journey-figure-rows.ts';

export type DemoFigures = {
  figures: Figure[];
  /** Whether every mail, banner and run is accounted for, and says why it ended. */
  balanceHolds: boolean;
};

const NOW = 'at the end';
const EVER = 'whole demo';
const LIVE = 'live weeks';

/** What the app made of everything that happened, read from its own tables. */
export async function readFigures(
  pool: pg.Pool,
  domain: string,
  shop: DemoShop,
): Promise<DemoFigures> {
  const shopId = shopIdOf(domain);
  const { currency } = shop;
  return await inShop(pool, shopId, async (client) => {
    const count = counter(client, shopId);
    const mails = await mailBalance(client, shopId);
    const faults = balanceFaults(await shopBalance(client, shopId));
    const { onTime } = await count.row(ON_TIME);
    return {
      balanceHolds: mails.holds && faults.length === 0,
      figures: [
        ...(await people(count)),
        ...(await predicted(count, currency)),
        ...(await happened(count, currency)),
        ...each('Journey runs', 'runs', LIVE, await count.groups(RUNS)),
        figure('Mails asked for', mails.entered, 'mails', LIVE),
        figure('Mails sent', mails.sent, 'mails', LIVE),
        figure('Mails sent at the moment they were due', onTime ?? 0, 'mails', LIVE),
        ...each('Mails skipped', 'mails', LIVE, mails.skipped),
        figure('Mails waiting', mails.waiting, 'mails', NOW),
        figure('Mails failed or in doubt', mails.failed + mails.inDoubt, 'mails', LIVE),
        ...each('Banners', 'banners', LIVE, await count.groups(BANNERS)),
        ...(await recovered(client, shopId, currency)),
        ...(await journeyFigureRows(client, shopId, count, shop)),
        ...each('Wholesale applications', 'applications', NOW, await count.groups(APPLICATIONS)),
      ],
    };
  });
}

const RUNS = `select journey_key || ', ' || coalesce(end_reason, 'under way') as name, count(*) as count
   from journey_run where shop_id = $1 group by 1 order by 1`;
const BANNERS = `select case when state <> 'closed' and expires_at <= (select max(settled_at) from effect where shop_id = $1)
        then state || ', over' else state end as name, count(*) as count
   from banner where shop_id = $1 group by 1 order by 1`;
const APPLICATIONS = `select case when state = 'submitted' and verified_at is null then 'not confirmed' else state end as name,
        count(*) as count
   from application where shop_id = $1 group by 1 order by 1`;
const ON_TIME = `select count(*) as "onTime"
   from effect where shop_id = $1 and kind = 'email' and state = 'done' and settled_at = due_at`;

async function people({ groups, row }: Counter): Promise<Figure[]> {
  const counts = await row(
    `select count(*) as all, count(*) filter (where orders > 0) as buyers,
            count(*) filter (where email is not null or customer_id is not null) as known
       from profile where shop_id = $1`,
  );
  const members = await groups(
    `select segment_key as name, count(*) as count from membership where shop_id = $1 and left_at is null group by 1`,
  );
  return [
    figure('People', counts.all ?? 0, 'people', NOW),
    figure('People known by address or customer', counts.known ?? 0, 'people', NOW),
    ...each(
      'Scores',
      'people',
      NOW,
      await groups(
        'select band as name, count(*) as count from profile where shop_id = $1 group by 1 order by 1',
      ),
    ),
    ...tierFigures('Lifecycle', lifecycle, members),
    ...tierFigures('RFM of buyers', rfm, members),
    figure('Buyers', counts.buyers ?? 0, 'people', NOW),
  ];
}

function tierFigures(title: string, { tiers }: Tiers, members: Counts): Figure[] {
  return tiers.map(({ key, name }) =>
    figure(`${title}, ${name}`, members[key] ?? 0, 'people', NOW),
  );
}

async function predicted({ row }: Counter, currency: string): Promise<Figure[]> {
  const sums = await row(
    `select count(*) as people, coalesce(round(sum(orders::numeric)), 0) as orders,
            coalesce(sum(spend_minor), 0) as spend,
            (select count(*) from prediction_model
              where shop_id = $1 and kind = 'conversion' and in_use) as learned
       from prediction where shop_id = $1`,
  );
  const next = 'next 12 months';
  return [
    figure('Customers with a forecast', sums.people ?? 0, 'people', next),
    figure('Orders expected', sums.orders ?? 0, 'orders', next),
    figure('Spend expected', money(sums.spend ?? 0), currency, next),
    figure('Learned scores that hold', sums.learned ?? 0, 'models', NOW),
  ];
}

async function happened({ row }: Counter, currency: string): Promise<Figure[]> {
  const counts = await row(
    `select purchases.*, topics.*,
            (select count(*) from event where shop_id = $1) as events,
            (select count(*) from cart where shop_id = $1 and kind = 'cart' and snapshot is not null) as carts
       from (select count(snapshot) as orders,
                    coalesce(sum(total_minor - refunded_minor) filter (where cancelled_at is null), 0) as revenue
               from purchase where shop_id = $1) as purchases,
            (select coalesce(sum(processed), 0) as processed, coalesce(sum(quarantined), 0) as quarantined
               from topic_count where shop_id = $1) as topics`,
  );
  return [
    figure('Orders', counts.orders ?? 0, 'orders', EVER),
    figure('Revenue after refunds', money(counts.revenue ?? 0), currency, EVER),
    figure('Deliveries processed', counts.processed ?? 0, 'deliveries', EVER),
    figure('Deliveries quarantined', counts.quarantined ?? 0, 'deliveries', EVER),
    figure('Events', counts.events ?? 0, 'events', EVER),
    figure('Carts', counts.carts ?? 0, 'carts', LIVE),
  ];
}

async function recovered(client: ShopClient, shopId: string, currency: string): Promise<Figure[]> {
  const { orders, minor } = (await recoveredByJourney(client, shopId, 0, currency)).get(
    'abandoned-basket',
  ) ?? { orders: 0, minor: 0 };
  return [
    figure('Carts recovered', orders, 'orders', LIVE),
    figure('Recovered revenue', money(minor), currency, LIVE),
  ];
}

/** The figures as a table for a terminal. */
export function figureTable(figures: readonly Figure[]): string {
  const columns = [
    ['Figure', ...figures.map(({ name }) => name)],
    ['', ...figures.map(({ value }) => value)],
    ['Unit', ...figures.map(({ unit }) => unit)],
    ['Period', ...figures.map(({ period }) => period)],
  ];
  const widths = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  return [-1, ...figures.keys()]
    .map((row) =>
      columns
        .map((cells, column) => {
          const cell = cells[row + 1] ?? '';
          const width = widths[column] ?? 0;
          return column === 1 ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}
