import { inShop, isDatabaseUnavailable, isTransactionConflict } from '#app/platform/db.server.ts';
import { attempt } from '#app/queue/attempts.server.ts';
import type { Heartbeat } from '#app/queue/heartbeat.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { RECHECK_MS } from './compliance-request.ts';
import { erasePerson } from './erase-person.server.ts';
import { identifiersInRequest } from './person-identifiers.ts';
import type { PrivacyServices } from './privacy-context.server.ts';
import { countPersonRows } from './count-person.server.ts';
import { eraseShop } from './erase-shop.server.ts';
import { findPerson } from './find-person.server.ts';
import { lockShop } from '#app/shopify/store/lock-shop.server.ts';
import { setNextRequestCheck } from './store/schedule-request-check.server.ts';
import {
  declineRequest,
  saveRequestProgress,
  openRequests,
  REQUESTS_AT_ONCE,
  type OpenRequest,
} from './store/open-requests.server.ts';

/** While a mail is being handed over, seconds pass before its answer is written down. */
const ASK_AGAIN_MS = 5 * SECOND;

/** What the job of privacy requests is run with. */
type PrivacyJobServices = PrivacyServices & { heartbeat: Heartbeat };

/**
 * Works on every privacy request of a shop that waits for us: counts what an export will hold, erases people,
 * erases the shop. May be killed at any moment and run again. A request at which two workers died is parked among the
 * failures, and taken up when staff try it again.
 * @throws what went wrong with a request, once all others were worked on
 */
export async function runPrivacyRequests(
  services: PrivacyJobServices,
  shopId: string,
): Promise<void> {
  const { pool, clock } = services;
  const requests = await inShop(pool, shopId, (client) => openRequests(client, shopId));
  const soon = clock.now() + RECHECK_MS;
  const nextChecks: number[] = [];
  const failures: unknown[] = [];
  for (const request of requests) {
    try {
      const { key: input, certificate } = request;
      const found = JSON.stringify(certificate?.tables ?? null);
      const one = { shopId, job: 'privacy', input, progress: found } as const;
      const progress = await attempt(services, one, () => runRequest(services, shopId, request));
      if (progress === null) continue;
      if (progress === 'shop_erased') return;
      if (progress !== 'done') nextChecks.push(progress === 'again' ? soon : progress.waitsUntil);
    } catch (error) {
      if (isDatabaseUnavailable(error) || isTransactionConflict(error)) throw error;
      failures.push(error);
      nextChecks.push(soon);
    }
  }
  await inShop(pool, shopId, async (client) => {
    // Locked first, so that a request that arrives meanwhile is counted.
    await lockShop(client, shopId);
    const next = nextChecks.length > 0 ? Math.min(...nextChecks) : soon;
    await setNextRequestCheck(client, shopId, next);
    if (requests.length === REQUESTS_AT_ONCE && nextChecks.length < requests.length)
      await enqueueJob(client, shopId, 'privacy');
  });
  if (failures.length > 0) throw failures[0];
}

type RequestProgress = 'done' | 'again' | 'shop_erased' | { waitsUntil: number };

async function runRequest(
  services: PrivacyServices,
  shopId: string,
  request: OpenRequest,
): Promise<RequestProgress> {
  const { topic, key } = request;
  if (topic === 'shop/redact') return await runShopErasure(services, shopId, request);
  if (topic === 'customers/data_request') await prepareExport(services, shopId, request);
  else if (!(await erasePerson(services, shopId, request))) {
    await inShop(services.pool, shopId, (client) =>
      enqueueJob(client, shopId, 'privacy', ASK_AGAIN_MS),
    );
    return 'again';
  }
  services.logger.info({ shopId, topic, delivery: key }, 'privacy request worked on');
  return 'done';
}

/** Nothing is copied: the export is made of what is there when the merchant downloads it. */
async function prepareExport(
  { pool, clock }: PrivacyServices,
  shopId: string,
  { key, request }: OpenRequest,
): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    const person = await findPerson(client, shopId, identifiersInRequest(request));
    const tables = await countPersonRows(client, shopId, person);
    await saveRequestProgress(client, shopId, key, { work: null, tables, startedAt: clock.now() });
  });
}

/** Erases a shop where our own record says that it left long enough ago. */
async function runShopErasure(
  { pool, clock, logger, ring }: PrivacyServices,
  shopId: string,
  { key, receivedAt }: OpenRequest,
): Promise<RequestProgress> {
  const erasure = { requestedAt: receivedAt, now: () => clock.now() };
  const erased = await eraseShop(pool, shopId, ring.erasedCodes, erasure);
  switch (erased.outcome) {
    case 'erased':
      logger.info({ shopId, rows: erased.certificate.rows }, 'shop erased');
      return 'shop_erased';
    case 'unknown_shop':
      return 'shop_erased';
    case 'installed': {
      const note = 'The app is installed, so nothing was erased.';
      await inShop(pool, shopId, (client) =>
        declineRequest(client, shopId, key, note, clock.now()),
      );
      logger.warn({ shopId, delivery: key }, 'asked to erase a shop that has the app installed');
      return 'done';
    }
    case 'too_early': {
      const { mayBeErasedAt } = erased;
      const waitMs = mayBeErasedAt - clock.now();
      await inShop(pool, shopId, (client) => enqueueJob(client, shopId, 'privacy', waitMs));
      return { waitsUntil: mayBeErasedAt };
    }
  }
}
