import { pino } from 'pino';
import type pg from 'pg';
import { HOUR, SECOND } from '#app/lib/duration.ts';
import type { Invoice } from '#tests/fixtures/orders/read-invoices.ts';
import type { Stack } from '#tests/stack/stack.ts';
import type { SpeedClock } from '#tests/store/front/speed-clock.ts';
import { workDone } from '#tests/stack/work-left.ts';
import { openAgenda, type Agenda } from './agenda.ts';
import { drawJourney, replayJourney } from './drawn-journey.ts';
import { readFigures, type DemoFigures } from './figures.ts';
import { IMPORT_TOTAL, importHistory } from './import-history.ts';
import { demoInvoices } from './invoices.ts';
import { planMailReading } from './mail-readers.ts';
import { pressInAdmin } from './merchant.ts';
import { enterHistory, planOrders } from './orders.ts';
import { doDailyWork, passTime, preparePartitions, type DemoContext } from './pass-time.ts';
import { DEMO_ZONE, type Period } from './period.ts';
import type { ProgressBar } from './progress-bar.ts';
import { planShoppers } from './shoppers.ts';
import type { DemoSize } from './sizes.ts';
import { planApplications } from './wholesale.ts';

/** Where a demo plays. */
export type Stage = {
  stack: Stack;
  clock: SpeedClock;
  /** Acts as the app does. */
  pool: pg.Pool;
  /** Sees every row, and the queue. */
  owner: pg.Pool;
  record: readonly Invoice[];
};

/** Reports how far a demo is. */
export type DemoReport = {
  progress(label: string, total: number): ProgressBar;
  /** Called after each phase with the seconds of real time that it took. */
  phase(name: string, seconds: number): void;
};

/**
 * Plays a demo: the merchant installs the app, months later imports the history and draws a journey, the last weeks happen
 * live through webhooks, the web pixel and the storefront's proxy, and at the end the forecasts are made again and two
 * journeys replayed over what happened.
 */
export async function playDemo(
  stage: Stage,
  size: DemoSize,
  period: Period,
  report: DemoReport,
): Promise<DemoFigures> {
  const { stack, clock, pool, owner, record } = stage;
  const { store } = stack;
  const processes = () => [stack.web, stack.worker];
  const logger = pino({ level: 'warn' });
  const context: DemoContext = { store, clock, pool, owner, processes, logger };
  const agenda = openAgenda();
  const timed = async (name: string, work: () => Promise<void>): Promise<void> => {
    const start = performance.now();
    await work();
    report.phase(name, (performance.now() - start) / SECOND);
  };

  const invoices = demoInvoices(record, { ...size, shiftMs: period.shiftMs });
  await timed('Installation', async () => {
    await stack.install();
    await workDone(context);
    await doDailyWork(context);
  });
  await timed('Import of the months before', async () => {
    store.quiet(() => {
      const past = invoices.filter(({ at }) => at < period.liveFrom);
      enterHistory(past, store, agenda, period.liveFrom);
    });
    clock.stopAt(period.liveFrom);
    await preparePartitions(context);
    // What lets the app read orders of more than 60 days ago, and makes a merchant import once more.
    store.grantScopes(['read_all_orders']);
    await importHistory(stack, context, report.progress('Importing', IMPORT_TOTAL));
  });
  await timed('Forecasts and learned score', () => doDailyWork(context));
  const drawn = await drawJourney(stack);
  await timed('The last weeks live', () =>
    playLive(stage, context, agenda, size, period, invoices, report),
  );
  await timed('Forecasts again', async () => {
    await pressInAdmin(
      stack,
      { path: '/app/predictions', route: 'app.predictions' },
      { intent: 'learn' },
    );
    await workDone(context);
  });
  await timed('Replays', async () => {
    await replayJourney(stack, pool, drawn);
    await replayJourney(stack, pool, 'post-purchase');
    await workDone(context);
  });
  const { shopDomain, currency } = store.options;
  return await readFigures(pool, shopDomain, { currency, timeZone: DEMO_ZONE, now: clock.now() });
}

async function playLive(
  { stack, pool }: Stage,
  context: DemoContext,
  agenda: Agenda,
  { walks }: DemoSize,
  period: Period,
  invoices: readonly Invoice[],
  report: DemoReport,
): Promise<void> {
  const { store } = stack;
  const { liveFrom, until } = period;
  const live = invoices.filter(({ at }) => at >= liveFrom && at < until);
  planOrders(live, store, agenda);
  const known = [...store.shop.customers.values()];
  const shoppers = planShoppers(walks, { from: liveFrom, to: until }, store, agenda, known, () =>
    workDone(context),
  );
  planApplications(stack, pool, agenda, period);
  const readMail = planMailReading(store, agenda, shoppers);
  const bar = report.progress('Replaying hours', (until - liveFrom) / HOUR);
  await passTime(context, agenda, until, (now) => {
    readMail();
    bar.update(Math.floor((now - liveFrom) / HOUR), new Date(now).toISOString().slice(0, 10));
  });
  bar.stop();
}
