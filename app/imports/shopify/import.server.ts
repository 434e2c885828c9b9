import { inShop } from '#app/platform/db.server.ts';
import type { DrainServices } from '#app/engine/drain.server.ts';
import { attempt } from '#app/queue/attempts.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { DAY, MINUTE, SECOND } from '#app/lib/duration.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import { bulkOperation, type BulkOperation } from '#app/shopify/operations/bulk-operation.ts';
import { bulkOperationRunQuery } from '#app/shopify/operations/bulk-operation-run-query.ts';
import { bulkOperations } from '#app/shopify/operations/bulk-operations.ts';
import { bulkQuery } from './bulk-query.ts';
import {
  restartRun,
  endRun,
  knownBulkIds,
  noteAsked,
  noteReady,
  openRuns,
} from './store/import-runs.server.ts';
import { finishRun } from './finish-run.server.ts';
import type { ImportRun } from './import-run.ts';
import { readFile, type FileSource } from './read-file.server.ts';
import { importShop } from './save-groups.server.ts';
import type { ImportShop } from './store/import-shop.server.ts';

export type ImportServices = DrainServices &
  FileSource & {
    admin: AdminClient;
    /** Objects saved in one transaction; 250 unless given. */
    batch?: number;
  };

/** Shopify says when a bulk operation is over; this is for when that is lost. */
const POLL_MS = 10 * SECOND;
/** How long to wait when Shopify runs as many bulk operations of the app as it will. */
const CROWDED_MS = 30 * SECOND;
/** How far the clocks of the app and of Shopify may be apart. */
const SKEW_MS = 5 * MINUTE;

/** What a step of a run came to: go on with it at once, look again later, or nothing more to do for now. */
type StepResult = { go: 'on'; run: ImportRun } | { go: 'later'; inMs: number } | { go: 'nowhere' };

/**
 * Brings every open run of a shop as far as it goes: starts its bulk operation, waits for the file, reads it.
 * May be killed at any moment and run again. What has to wait enqueues the job for its time.
 */
export async function runImports(services: ImportServices, shopId: string): Promise<void> {
  const shop = await importShop(services.pool, shopId);
  if (!shop) return;
  const waits: number[] = [];
  const runs = await inShop(services.pool, shopId, (client) => openRuns(client, shopId));
  // All files are asked for before the first is read, so that Shopify prepares the others meanwhile.
  const asked = [];
  for (const run of runs)
    asked.push(
      run.state === 'asking' ? await startOperation(services, shop, run) : continueWith(run),
    );
  for (const first of asked) {
    let next = first;
    while (next.go === 'on') next = await checkOperation(services, shop, next.run);
    if (next.go === 'later') waits.push(next.inMs);
  }
  if (waits.length > 0)
    await inShop(services.pool, shopId, (client) =>
      enqueueJob(client, shopId, 'import', Math.min(...waits)),
    );
}

/** Starts a run's bulk operation, or finds the one that was started before the job was killed. */
async function startOperation(
  services: ImportServices,
  shop: ImportShop,
  run: ImportRun,
): Promise<StepResult> {
  const query = bulkQuery(run.kind, run.since);
  const earlier = await bulkOperations(services.admin, run.until - SKEW_MS);
  if (!isAnswered(earlier)) return await handleProblem(services, shop, run, earlier);
  const known = await inShop(services.pool, shop.id, (client) => knownBulkIds(client, shop.id));
  const found = earlier.data.find((one) => one.query === query && !known.has(one.id));
  const started = found
    ? { outcome: 'ok' as const, data: found.id }
    : await bulkOperationRunQuery(services.admin, query);
  if (!isAnswered(started)) return await handleProblem(services, shop, run, started);
  await inShop(services.pool, shop.id, (client) =>
    noteAsked(client, shop.id, run.id, started.data),
  );
  return continueWith({ ...run, state: 'preparing', bulkId: started.data });
}

/** Sees how a bulk operation stands, and reads its file when it is there. */
async function checkOperation(
  services: ImportServices,
  shop: ImportShop,
  run: ImportRun,
): Promise<StepResult> {
  if (run.bulkId === null) return await restart(services, shop, run);
  const answer = await bulkOperation(services.admin, run.bulkId);
  if (!isAnswered(answer)) return await handleProblem(services, shop, run, answer);
  const operation = answer.data;
  switch (operation?.status) {
    case 'CREATED':
    case 'RUNNING':
    case 'CANCELING':
      return { go: 'later', inMs: POLL_MS };
    case 'COMPLETED':
      return await read(services, shop, run, operation);
    case 'CANCELED':
      return await finishAs(services, shop, run, 'cancelled', null);
    case 'FAILED':
      return await finishAs(
        services,
        shop,
        run,
        'failed',
        `Shopify could not prepare the file: ${operation.errorCode ?? 'no reason given'}.`,
      );
    case 'EXPIRED':
    case undefined:
      return await restart(services, shop, run);
  }
}

async function read(
  services: ImportServices,
  shop: ImportShop,
  run: ImportRun,
  { url, objects, fileSize }: BulkOperation,
): Promise<StepResult> {
  // Where there is nothing Shopify makes no file.
  if (url === null) {
    await finishRun(services.pool, shop.id, run, services.clock.now());
    return { go: 'nowhere' };
  }
  if (run.state === 'preparing') {
    const file = { objects, bytes: fileSize ?? 0, now: services.clock.now() };
    await inShop(services.pool, shop.id, (client) => noteReady(client, shop.id, run.id, file));
  }
  const input = { shopId: shop.id, job: 'import' as const, input: run.id };
  // A run that goes on from another byte died of something else.
  const outcome = await attempt(services, { ...input, progress: String(run.bytesDone) }, () =>
    readFile(services, shop, { ...run, state: 'reading' }, url),
  );
  if (outcome === null) {
    services.logger.warn({ shopId: shop.id, kind: run.kind }, 'bulk file parked');
    return { go: 'nowhere' };
  }
  services.logger.info({ shopId: shop.id, kind: run.kind, outcome }, 'bulk file read');
  return outcome === 'gone' ? await restart(services, shop, run) : { go: 'nowhere' };
}

/** Asks for a new file; what was saved of the old one is recognised and changes nothing. */
async function restart(
  services: ImportServices,
  shop: ImportShop,
  run: ImportRun,
): Promise<StepResult> {
  if (services.clock.now() - run.until > 7 * DAY)
    return await finishAs(services, shop, run, 'failed', 'Shopify has no file for it any more.');
  await inShop(services.pool, shop.id, (client) => restartRun(client, shop.id, run.id));
  return { go: 'later', inMs: 0 };
}

async function handleProblem(
  services: ImportServices,
  shop: ImportShop,
  run: ImportRun,
  problem: Exclude<AdminOutcome<unknown>, { data: unknown }>,
): Promise<StepResult> {
  switch (problem.outcome) {
    case 'throttled':
      return { go: 'later', inMs: problem.retryAfterMs };
    case 'unauthorized':
      // The next visit of the admin brings a token and enqueues the import.
      return { go: 'nowhere' };
    case 'denied':
      if (run.kind === 'companies') return await completeEmpty(services, shop, run);
      return await finishAs(
        services,
        shop,
        run,
        'failed',
        `Shopify does not let the app read ${run.kind}: ${problem.reason}.`,
      );
    case 'user_errors': {
      const crowded = ['OPERATION_IN_PROGRESS', 'LIMIT_REACHED'];
      if (problem.errors.some(({ code }) => code !== null && crowded.includes(code)))
        return { go: 'later', inMs: CROWDED_MS };
      if (isWithoutCompanies(run, problem.errors)) return await completeEmpty(services, shop, run);
      const reasons = problem.errors.map(({ message }) => message).join('; ');
      return await finishAs(services, shop, run, 'failed', `Shopify refused: ${reasons}`);
    }
    case 'failed':
      throw new Error(`Shopify gave no usable answer (${problem.reason}); the job is tried again.`);
  }
}

/** Not every plan has companies: then there are none, and tomorrow it is asked again. */
function isWithoutCompanies(run: ImportRun, errors: { message: string }[]): boolean {
  return run.kind === 'companies' && errors.every(({ message }) => /access denied/i.test(message));
}

async function completeEmpty(
  services: ImportServices,
  shop: ImportShop,
  run: ImportRun,
): Promise<StepResult> {
  return await finishAs(services, shop, run, 'done', null);
}

async function finishAs(
  services: ImportServices,
  shop: ImportShop,
  run: ImportRun,
  state: 'done' | 'failed' | 'cancelled',
  error: string | null,
): Promise<StepResult> {
  const now = services.clock.now();
  await inShop(services.pool, shop.id, (client) =>
    endRun(client, shop.id, run.id, { state, error, now }),
  );
  return { go: 'nowhere' };
}

function continueWith(run: ImportRun): StepResult {
  return { go: 'on', run };
}

function isAnswered<T>(outcome: AdminOutcome<T>): outcome is Extract<AdminOutcome<T>, { data: T }> {
  return outcome.outcome === 'ok' || outcome.outcome === 'redacted';
}
