import { startDuePredictions } from '#app/engine/predict/start-predictions.server.ts';
import type { PolicyOf } from '#app/engine/shop-policy.server.ts';
import {
  enqueueDayCloses,
  enqueueDomainChecks,
  enqueueDueShops,
  enqueuePrivacyRequests,
  enqueueRetention,
  enqueueWatches,
} from '#app/engine/timers.server.ts';
import type { Environment } from '#app/platform/env.ts';
import { enqueueReconciles } from '#app/imports/shopify/reconcile.server.ts';
import { holdsLease, registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import { taskList } from '#app/jobs/handlers.server.ts';
import { repeat } from '#app/platform/repeat.server.ts';
import { startRunner } from '#app/jobs/runner.server.ts';
import { HOUR, MINUTE, SECOND } from '#app/lib/duration.ts';
import { createMailer } from '#app/messages/delivery/mailer.server.ts';
import { createRenderer } from '#app/messages/render/renderer.server.ts';
import { openDeals } from '#app/pipeline/open-deals.server.ts';
import { resealColumns } from '#app/platform/reseal-columns.server.ts';
import { maintainPartitions } from '#app/platform/store/maintain-partitions.server.ts';
import { runProcess } from '#app/run-process.server.ts';
import { isLocalTrial } from '#app/platform/production-faults.ts';
import type { Services } from '#app/services.server.ts';
import { resealSessions } from '#app/shopify/reseal-sessions.server.ts';

export type Worker = { stop(): Promise<void> };

/** Jobs at the same time; each is of another shop or another kind. */
const CONCURRENCY = 8;
/** SMTP connections, and mails under way at the same time. */
const MAILS_AT_ONCE = 20;
/** How soon values sealed by an older key are sealed again after a rotation. */
const RESEAL_MS = 10 * MINUTE;
/** How soon shops are found whose journeys are due to be looked at. */
const WATCH_MS = 15 * SECOND;
/** How late something may be noticed that time alone makes due. */
const LATENESS_MS = 100;

/**
 * Starts the worker process: background jobs, and the watch over what time makes due.
 * @param onLeaseExpired called when the lease of this process expired and it must end
 * @param policyOf the rules by which each shop works
 */
export async function startWorker(
  services: Services,
  onLeaseExpired: () => void,
  policyOf: PolicyOf = services.policyOf,
): Promise<Worker> {
  const { pool, queuePool, clock, logger, environment } = services;
  const partitions = () => maintainPartitions(pool, clock.now());
  await partitions();
  const heartbeat = await registerHeartbeat(pool, 'worker');
  const mailer = createMailer({
    smtpUrl: smtpUrlOf(environment),
    lookupUrl: environment.MAIL_LOOKUP_URL ?? null,
    mustEncrypt: environment.NODE_ENV === 'production' && !isLocalTrial(environment),
    dkim: dkimOf(environment),
    bounceAddress: environment.MAIL_BOUNCE_ADDRESS,
    connections: MAILS_AT_ONCE,
    senderKey: services.operator.key?.privateKey ?? null,
    mayHandOver: () => holdsLease(heartbeat),
  });
  const jobServices = {
    ...services,
    heartbeat,
    policyOf,
    log: logger,
    mailer,
    renderer: createRenderer(),
    links: { appUrl: environment.SHOPIFY_APP_URL, sealer: services.sealer },
    concurrency: MAILS_AT_ONCE,
    random: Math.random,
    openDeals,
  };
  const runner = await startRunner({
    queuePool,
    pool,
    heartbeat,
    tasks: taskList(jobServices),
    concurrency: CONCURRENCY,
    logger,
    onLeaseExpired,
  });
  const onError = (error: unknown) => {
    logger.error({ err: error }, 'could not reach the database; trying again');
  };
  const resealing = async () => {
    const found = {
      sessions: await resealSessions(pool, services.ring.sessionTokens),
      bodies: await resealColumns(pool),
    };
    if (Object.values(found).some(({ resealed, unreadable }) => resealed + unreadable > 0))
      logger.info({ keyId: services.ring.keyIds[0], ...found }, 'sealed again with the newest key');
  };
  const watches = [
    repeat(LATENESS_MS, onError, () => enqueueDueShops(pool, clock.now(), logger)),
    repeat(HOUR, onError, partitions),
    repeat(RESEAL_MS, onError, resealing),
    repeat(MINUTE, onError, () => enqueueReconciles(pool, logger)),
    repeat(MINUTE, onError, () => enqueueRetention(pool, logger)),
    repeat(MINUTE, onError, () => enqueuePrivacyRequests(pool, clock.now(), logger)),
    repeat(MINUTE, onError, () => enqueueDomainChecks(pool, clock.now(), logger)),
    repeat(MINUTE, onError, () => enqueueDayCloses(pool, clock.now(), logger)),
    repeat(WATCH_MS, onError, () => enqueueWatches(pool, clock.now(), logger)),
    repeat(MINUTE, onError, () => startDuePredictions(pool, clock.now(), logger)),
  ];
  return {
    async stop() {
      await Promise.all(watches.map((watch) => watch.stop()));
      await runner.stop();
      mailer.close();
    },
  };
}

/** The key that mails are signed with; the parts come together, see production-faults. */
function dkimOf({ DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY }: Environment) {
  if (!DKIM_DOMAIN || !DKIM_SELECTOR || !DKIM_PRIVATE_KEY) return undefined;
  return { domainName: DKIM_DOMAIN, keySelector: DKIM_SELECTOR, privateKey: DKIM_PRIVATE_KEY };
}

/** Without a mail server mails wait; a development machine's usual port is tried. */
function smtpUrlOf({ SMTP_URL }: Environment): string {
  return SMTP_URL ?? 'smtp://127.0.0.1:1025';
}

if (import.meta.main) {
  await runProcess('worker', (services) =>
    startWorker(services, () => {
      services.logger.fatal(
        'this process was silent for too long and its work was given away; ending',
      );
      process.exit(1);
    }),
  );
}
