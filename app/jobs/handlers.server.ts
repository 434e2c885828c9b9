import type { TaskList } from 'graphile-worker';
import { boundPool, inShop } from '#app/platform/db.server.ts';
import { recomputeProfiles } from '#app/engine/recompute/recompute-profiles.server.ts';
import { drain, type DrainServices } from '#app/engine/drain.server.ts';
import { movePeople } from '#app/engine/move-people.server.ts';
import { predict } from '#app/engine/predict/predict.server.ts';
import { reportProductChanges } from '#app/engine/report-product-changes.server.ts';
import { releaseHeldRuns } from '#app/engine/release-held-runs.server.ts';
import { runReplays } from '#app/journeys/replay/run-replays.server.ts';
import { checkFigures } from '#app/insights/check-figures.server.ts';
import { runImports } from '#app/imports/shopify/import.server.ts';
import { readShopifySegments } from '#app/imports/shopify/shopify-segments.server.ts';
import { reconcile } from '#app/imports/shopify/reconcile.server.ts';
import { watchJourneys } from '#app/journey-watch/watch-journeys.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { keyedMutex } from '#app/lib/keyed-mutex.ts';
import { checkSendingDomain } from '#app/messages/sender/check-domain.server.ts';
import { inspectDomain } from '#app/messages/sending-domain/inspect-domain.server.ts';
import { runCsvImports } from '#app/imports/csv/run-csv-imports.server.ts';
import { applyRetention } from '#app/privacy/apply-retention.server.ts';
import { runPrivacyRequests } from '#app/privacy/run-requests.server.ts';
import { compactChanges } from '#app/roll-ups/store/compact-changes.server.ts';
import { learnModel } from '#app/scoring/training/learn-model.server.ts';
import { closeShopDays } from '#app/engine/recompute/close-shop-days.server.ts';
import type { Services } from '#app/services.server.ts';
import { confirmUninstall } from '#app/shopify/confirm-uninstall.server.ts';
import { connectPixel } from '#app/shopify/connect-pixel.server.ts';
import { attempt } from '#app/queue/attempts.server.ts';
import { retryOnOutage } from '#app/queue/retry-on-outage.server.ts';
import { jobNames, jobs, type JobName } from '#app/queue/catalog.ts';
import { withoutValues } from '#app/platform/logger.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { carryOutEffects } from './carry-out-effects.server.ts';
import type { EffectServices } from './effect-executors.server.ts';
import { shopDomain } from './store/shop-domain.server.ts';

/** What jobs need besides the process's services. */
export type JobServices = Services & DrainServices & Omit<EffectServices, 'processInbox' | 'admin'>;

type Handlers = Record<JobName, (shopId: string) => Promise<void>>;

/** What each job does. A job may be killed at any moment and run again. */
export function taskList(services: JobServices): TaskList {
  // The queue sees to it too, but not when it was started again while a job of its former self still runs.
  const mutex = keyedMutex();
  return Object.fromEntries(
    jobNames.map((name) => {
      const statementMs = jobs[name].statementS * SECOND;
      const bounds = { statementMs, lockMs: statementMs / 2 };
      const handle = handlersOf({ ...services, pool: boundPool(services.pool, bounds) })[name];
      return [
        name,
        async (payload: unknown) => {
          const { shopId } = jobs[name].payload.parse(payload);
          try {
            await mutex(`${name}:${shopId}`, () => retryOnOutage(() => handle(shopId)));
          } catch (error) {
            throw withoutValues(error);
          }
        },
      ];
    }),
  );
}

function handlersOf(services: JobServices): Handlers {
  return {
    async drain(shopId) {
      await drain(services, shopId);
    },
    async journeys(shopId) {
      await releaseHeldRuns(services, shopId);
      await movePeople(services, shopId);
    },
    async campaigns(shopId) {
      const effects = await effectServices(services, shopId);
      await goOnAfter(services, shopId, 'campaigns', [
        await carryOutEffects(effects, shopId, 'campaigns'),
      ]);
    },
    async assess(shopId) {
      await recomputeProfiles(services, shopId);
    },
    async deliver(shopId) {
      const effects = await effectServices(services, shopId);
      await goOnAfter(services, shopId, 'deliver', [
        await carryOutEffects(effects, shopId, 'deliver'),
      ]);
      await inShop(services.pool, shopId, (client) => compactChanges(client, shopId));
    },
    async sync(shopId) {
      const effects = await effectServices(services, shopId);
      await goOnAfter(services, shopId, 'sync', [await carryOutEffects(effects, shopId, 'sync')]);
    },
    async outbound(shopId) {
      const effects = await effectServices(services, shopId);
      await goOnAfter(services, shopId, 'outbound', [
        await carryOutEffects(effects, shopId, 'outbound'),
      ]);
    },
    async audiences(shopId) {
      const effects = await effectServices(services, shopId);
      const pauses = await attempt(services, { shopId, job: 'audiences', input: 'shopify' }, () =>
        allOrThrow(services, shopId, [
          readShopifySegments({ ...services, admin: effects.admin }, shopId),
          carryOutEffects(effects, shopId, 'audiences'),
        ]),
      );
      await goOnAfter(services, shopId, 'audiences', pauses ?? []);
    },
    async import(shopId) {
      const admin = services.adminOf(await shopDomain(services.pool, shopId));
      await runImports({ ...services, admin, localStore: services.environment.STORE_URL }, shopId);
    },
    async move_in(shopId) {
      await runCsvImports(services, shopId);
    },
    async predict(shopId) {
      await predict(services, shopId);
    },
    async close_days(shopId) {
      await attempt(services, { shopId, job: 'close_days', input: 'days' }, () =>
        inShop(services.pool, shopId, (client) =>
          closeShopDays(client, shopId, services.clock.now()),
        ),
      );
      await checkFigures(services, shopId, services.clock.now());
    },
    async confirm_uninstall(shopId) {
      const admin = services.adminOf(await shopDomain(services.pool, shopId));
      const { outcome } = await confirmUninstall(services.pool, admin, shopId);
      if (outcome === 'still_installed') {
        services.logger.warn(
          { shopId },
          'an uninstallation was reported that Shopify does not confirm',
        );
        await connectPixel(services.pool, admin, shopId, services.environment.SHOPIFY_APP_URL);
      } else services.logger.info({ shopId, outcome }, 'asked whether the app was removed');
    },
    async reconcile(shopId) {
      await reconcile(
        { ...services, admin: services.adminOf(await shopDomain(services.pool, shopId)) },
        shopId,
      );
    },
    async retention(shopId) {
      await applyRetention(services, shopId);
    },
    async check_domain(shopId) {
      await checkSendingDomain(services, shopId);
      await inspectDomain(services, shopId);
    },
    async watch(shopId) {
      await attempt(services, { shopId, job: 'watch', input: 'journeys' }, async () => {
        const admin = services.adminOf(await shopDomain(services.pool, shopId));
        await watchJourneys({ ...services, admin }, shopId);
      });
    },
    async learn(shopId) {
      await attempt(services, { shopId, job: 'learn', input: 'score' }, () =>
        learnModel(services, shopId),
      );
    },
    async product_changes(shopId) {
      await reportProductChanges(services, shopId);
    },
    async replay(shopId) {
      await runReplays(services, shopId);
    },
    async privacy(shopId) {
      await runPrivacyRequests(services, shopId);
    },
  };
}

/** With the Admin API of the shop. */
async function effectServices(services: JobServices, shopId: string): Promise<EffectServices> {
  const admin = services.adminOf(await shopDomain(services.pool, shopId));
  return { ...services, admin, processInbox: (id) => drain(services, id) };
}

/** Runs a job again after the shortest of some pauses; null asks for none. */
async function goOnAfter(
  services: JobServices,
  shopId: string,
  job: JobName,
  pauses: readonly (number | null)[],
): Promise<void> {
  const inMs = Math.min(...pauses.filter((pause) => pause !== null));
  if (!Number.isFinite(inMs)) return;
  await inShop(services.pool, shopId, (client) => enqueueJob(client, shopId, job, inMs));
}

/** Waits for all, so that a failure of one does not stop another; then throws the first error. */
async function allOrThrow<T>(
  services: JobServices,
  shopId: string,
  running: Promise<T>[],
): Promise<T[]> {
  const results = await Promise.allSettled(running);
  const failed = results.flatMap((result): unknown[] =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  // The job is tried again for the first; the others would be lost.
  for (const err of failed.slice(1))
    services.logger.error({ shopId, err }, 'could not sync with Shopify');
  if (failed.length > 0) throw failed[0];
  return results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
}
