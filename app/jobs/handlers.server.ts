import type { TaskList } from 'graphile-worker';
import { createCompanies } from '#app/accounts/create-company.server.ts';
import { exportSegments } from '#app/audiences/export-segments.server.ts';
import { keepTags } from '#app/audiences/keep-tags.server.ts';
import { syncConsent } from '#app/consent/sync-consent.server.ts';
import { boundPool, inShop } from '#app/db.server.ts';
import { assessEverybody } from '#app/engine/assess-everybody.server.ts';
import { drain, type DrainServices } from '#app/engine/drain.server.ts';
import { predict } from '#app/engine/predict.server.ts';
import { scheduleNext } from '#app/engine/timers.server.ts';
import { checkFigures } from '#app/insights/check-figures.server.ts';
import { runImports } from '#app/import/import.server.ts';
import { readShopifySegments } from '#app/import/shopify-segments.server.ts';
import { reconcile } from '#app/import/reconcile.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { oneAtATime } from '#app/lib/one-at-a-time.ts';
import { checkSendingDomain } from '#app/messaging/check-domain.server.ts';
import { deliverMails, type Post } from '#app/messaging/deliver.server.ts';
import { readMoveIns } from '#app/move-in/read-move-ins.server.ts';
import { placeBanners } from '#app/onsite/place-banners.server.ts';
import { applyRetention } from '#app/privacy/apply-retention.server.ts';
import { runPrivacyRequests } from '#app/privacy/run-requests.server.ts';
import { foldChanges } from '#app/roll-ups/fold-changes.server.ts';
import { learnModel } from '#app/scoring/learned/learn-model.server.ts';
import { closeShopDays } from '#app/engine/close-shop-days.server.ts';
import type { Services } from '#app/services.server.ts';
import { confirmUninstall } from '#app/shopify/confirm-uninstall.server.ts';
import { connectPixel } from '#app/shopify/connect-pixel.server.ts';
import { attempt } from './attempts.server.ts';
import { throughOutages } from './patience.server.ts';
import { jobNames, jobs, type JobName } from './catalog.ts';
import { withoutValues } from '#app/logger.server.ts';
import { wake } from './queue.server.ts';

/** What jobs need besides the process's services. */
export type Work = Services & DrainServices & Omit<Post, 'hear'>;

type Handlers = Record<JobName, (shopId: string) => Promise<void>>;

/** What each job does. A job may be killed at any moment and run again. */
export function taskList(work: Work): TaskList {
  // The queue sees to it too, but not when it was started again while a job of its former self still runs.
  const alone = oneAtATime();
  return Object.fromEntries(
    jobNames.map((name) => {
      const statementMs = jobs[name].statementS * SECOND;
      const bounds = { statementMs, lockMs: statementMs / 2 };
      const handle = handlersOf({ ...work, pool: boundPool(work.pool, bounds) })[name];
      return [
        name,
        async (payload: unknown) => {
          const { shopId } = jobs[name].payload.parse(payload);
          try {
            await alone(`${name}:${shopId}`, () => throughOutages(() => handle(shopId)));
          } catch (error) {
            throw withoutValues(error);
          }
        },
      ];
    }),
  );
}

function handlersOf(work: Work): Handlers {
  return {
    async drain(shopId) {
      await drain(work, shopId);
    },
    async assess(shopId) {
      await assessEverybody(work, shopId);
    },
    async deliver(shopId) {
      await placeBanners(work, shopId);
      await deliverMails({ ...work, hear: (id) => drain(work, id) }, shopId);
      // What was put off has its own moment, which the drain could not know.
      await inShop(work.pool, shopId, async (client) => {
        await scheduleNext(client, shopId, work.clock.now());
        await foldChanges(client, shopId);
      });
    },
    async sync(shopId) {
      const admin = work.adminOf(await domainOf(work, shopId));
      await together(work, shopId, [
        createCompanies({ ...work, admin }, shopId),
        syncConsent({ ...work, admin }, shopId),
      ]);
    },
    async audiences(shopId) {
      const admin = work.adminOf(await domainOf(work, shopId));
      const pauses = await attempt(work, { shopId, job: 'audiences', input: 'shopify' }, () =>
        together(work, shopId, [
          readShopifySegments({ ...work, admin }, shopId),
          keepTags({ ...work, admin }, shopId),
          exportSegments({ ...work, admin }, shopId),
        ]),
      );
      const inMs = Math.min(...(pauses ?? []).filter((pause) => pause !== null));
      if (Number.isFinite(inMs))
        await inShop(work.pool, shopId, (client) => wake(client, shopId, 'audiences', inMs));
    },
    async import(shopId) {
      const admin = work.adminOf(await domainOf(work, shopId));
      await runImports({ ...work, admin, localStore: work.environment.STORE_URL }, shopId);
    },
    async move_in(shopId) {
      await readMoveIns(work, shopId);
    },
    async predict(shopId) {
      await predict(work, shopId);
    },
    async close_days(shopId) {
      await attempt(work, { shopId, job: 'close_days', input: 'days' }, () =>
        inShop(work.pool, shopId, (client) => closeShopDays(client, shopId, work.clock.now())),
      );
      await checkFigures(work, shopId, work.clock.now());
    },
    async confirm_uninstall(shopId) {
      const admin = work.adminOf(await domainOf(work, shopId));
      const { outcome } = await confirmUninstall(work.pool, admin, shopId);
      if (outcome === 'still_installed') {
        work.logger.warn({ shopId }, 'an uninstallation was told that Shopify does not confirm');
        await connectPixel(work.pool, admin, shopId, work.environment.SHOPIFY_APP_URL);
      } else work.logger.info({ shopId, outcome }, 'asked whether the app was removed');
    },
    async reconcile(shopId) {
      await reconcile({ ...work, admin: work.adminOf(await domainOf(work, shopId)) }, shopId);
    },
    async retention(shopId) {
      await applyRetention(work, shopId);
    },
    async check_domain(shopId) {
      await checkSendingDomain(work, shopId);
    },
    async learn(shopId) {
      await attempt(work, { shopId, job: 'learn', input: 'score' }, () => learnModel(work, shopId));
    },
    async privacy(shopId) {
      await runPrivacyRequests(work, shopId);
    },
  };
}

/** Waits for all, so that none is kept from its work by trouble with another; then throws what went wrong first. */
async function together<T>(work: Work, shopId: string, running: Promise<T>[]): Promise<T[]> {
  const results = await Promise.allSettled(running);
  const failed = results.flatMap((result): unknown[] =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  // The job is tried again for the first; the others would go unheard.
  for (const err of failed.slice(1)) work.logger.error({ shopId, err }, 'could not tell Shopify');
  if (failed.length > 0) throw failed[0];
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}

async function domainOf(work: Work, shopId: string): Promise<string> {
  const { rows } = await work.pool.query<{ domain: string }>(
    'select domain from shop where id = $1',
    [shopId],
  );
  const [shop] = rows;
  if (!shop) throw new Error(`Shop ${shopId} is not known.`);
  return shop.domain;
}
