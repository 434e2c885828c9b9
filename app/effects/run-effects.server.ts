import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import { describeFault, isInputFault, isolateFaults } from '#app/queue/isolate-faults.server.ts';
import type { CompletedEffect, DueEffect } from './due-effect.ts';
import type { EffectExecutor, EffectOutcome } from './effect-executor.server.ts';
import { takeDueEffects } from './outbox.server.ts';
import { retryPolicyOf, type EffectKind } from './registry.ts';
import { afterFailedTry, type RandomSource } from './retry-policy.ts';
import { completeEffects, markEffectTried } from './store/complete-effects.server.ts';
import { lockReadyEffects, putOffDueEffects } from './store/due-effects.server.ts';
import { SECOND } from '#app/lib/duration.ts';

/** What running effects needs from the process around it. */
export type EffectRunServices = {
  pool: pg.Pool;
  clock: Clock;
  heartbeat: Heartbeat;
  random: RandomSource;
  logger: Logger;
};

type ExecutorOf<K extends EffectKind, Services, Works> = Extract<
  EffectExecutor<K, Services>,
  { works: Works }
>;

/** Taken at a time. */
const BATCH = 200;
/** After so many that were not carried out the run ends, and goes on after the others in the queue. */
const MOST_FAILURES_A_TURN = 20;
const TURN_MS = SECOND;

/**
 * Carries out what is due of one kind of effects of a shop, oldest first, until none is left. One that cannot be carried
 * out stops none of the others: it is tried again later, and has failed after its last try. At most one run of this a
 * shop and kind may be under way at a time. Safe to kill at any moment and to run again.
 * @returns after how many milliseconds to go on, when the other side asked for a pause; null when all is done
 * @throws what is the fault of no effect, such as a database that is unavailable
 */
export async function runEffects<K extends EffectKind, Services extends EffectRunServices>(
  services: Services,
  shopId: string,
  kind: K,
  executor: EffectExecutor<K, Services>,
): Promise<number | null> {
  switch (executor.works) {
    case 'by itself':
      return await executor.run(services, shopId);
    case 'in transactions':
      await runInTransactions(services, shopId, kind, executor);
      return null;
    case 'one by one':
      return await runOneByOne(services, shopId, kind, executor);
  }
}

async function takeBatch<K extends EffectKind>(
  { pool, clock, heartbeat }: EffectRunServices,
  shopId: string,
  kind: K,
) {
  return await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    return await takeDueEffects(client, shopId, [kind], { limit: BATCH, now: clock.now() });
  });
}

async function runOneByOne<K extends EffectKind, Services extends EffectRunServices>(
  services: Services,
  shopId: string,
  kind: K,
  executor: ExecutorOf<K, Services, 'one by one'>,
): Promise<number | null> {
  for (let [taken, failures] = [BATCH, 0]; taken === BATCH;) {
    const batch = await takeBatch(services, shopId, kind);
    taken = batch.taken;
    for (const effect of batch.effects) {
      if (!(await markTried(services, shopId, effect))) continue;
      const outcome = await tryEffect(services, shopId, effect, executor);
      if (outcome.state === 'pause') return pauseOf(outcome);
      if (outcome.state === 'wait' && outcome.endsRun) return pauseOf(outcome);
      // Each may have taken as long as one may wait for an answer: other shops get their turn.
      if (outcome.state === 'retry' && (failures += 1) >= MOST_FAILURES_A_TURN) return TURN_MS;
    }
  }
  return null;
}

/**
 * Carries out an effect that was marked, and completes it. Where either fails by the effect's own fault, also what follows from
 * it, it is completed as one to be tried again.
 */
async function tryEffect<K extends EffectKind, Services extends EffectRunServices>(
  services: Services,
  shopId: string,
  effect: DueEffect<K>,
  executor: ExecutorOf<K, Services, 'one by one'>,
): Promise<EffectOutcome> {
  try {
    const outcome = await executor.execute(effect, services, shopId);
    await complete(services, shopId, effect, outcome);
    return outcome;
  } catch (error) {
    if (!isInputFault(error)) {
      await giveTryBack(services, shopId, effect);
      throw error;
    }
    const outcome = outcomeOfError(services, shopId, effect, error);
    await complete(services, shopId, effect, outcome);
    return outcome;
  }
}

/** Makes an effect due as it was before it was marked, because it was not its fault that nothing came of it. */
async function giveTryBack<K extends EffectKind>(
  { pool, clock, heartbeat, logger }: EffectRunServices,
  shopId: string,
  { key, payloadText, dueAt }: DueEffect<K>,
): Promise<void> {
  const untried = { key, payloadText, dueAt, state: 'ready', tries: -1 } as const;
  try {
    await inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      await completeEffects(client, shopId, [untried], clock.now());
    });
  } catch (error) {
    // The job fails of what went wrong first; the try stays counted.
    logger.error({ shopId, effect: key, ...describeFault(error) }, 'a try was not given back');
  }
}

function pauseOf({ ms }: EffectOutcome & { state: 'pause' | 'wait' }): number {
  return Math.max(1, ms);
}

/**
 * Counts the try before it is made, and puts the effect off: one that ends the process does not end the next one at once.
 * One whose tries all ended so has failed.
 */
async function markTried<K extends EffectKind>(
  { pool, clock, heartbeat, random }: EffectRunServices,
  shopId: string,
  effect: DueEffect<K>,
): Promise<boolean> {
  const now = clock.now();
  const { key, kind, attempts, dueAt, payloadText } = effect;
  const policy = retryPolicyOf(kind);
  const next = afterFailedTry(policy, attempts + 1, now, random);
  return await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    if (attempts >= policy.mostTries) {
      const failed = { key, payloadText, state: 'failed', reason: 'worker_stopped' } as const;
      await completeEffects(client, shopId, [{ ...failed, tries: 0 }], now);
      return false;
    }
    const retryAt = next.state === 'ready' ? next.dueAt : dueAt;
    return await markEffectTried(client, shopId, effect, {
      fence: heartbeat.fence,
      now,
      retryAt,
    });
  });
}

/** An error that its input may have caused; every other one is thrown. */
function outcomeOfError(
  { logger }: EffectRunServices,
  shopId: string,
  { key, kind }: { key: string; kind: EffectKind },
  error: unknown,
): EffectOutcome {
  if (!isInputFault(error)) throw error;
  logger.error({ shopId, effect: key, kind, ...describeFault(error) }, 'an effect failed');
  return { state: 'retry', reason: 'error' };
}

async function complete<K extends EffectKind>(
  { pool, clock, heartbeat, random, logger }: EffectRunServices,
  shopId: string,
  effect: DueEffect<K>,
  outcome: EffectOutcome,
): Promise<void> {
  const now = clock.now();
  const completed = completionOf(effect, outcome, now, random);
  if (outcome.state === 'retry' && completed.state === 'failed')
    logger.warn(
      { shopId, effect: effect.key, kind: effect.kind },
      'an effect failed at its last try',
    );
  await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    const isOurs = (await completeEffects(client, shopId, [completed], now)) === 1;
    if (outcome.state === 'pause')
      await putOffDueEffects(client, shopId, effect.kind, now, now + pauseOf(outcome));
    else if (outcome.state !== 'wait' && completed.state !== 'ready')
      await outcome.write?.(client, { now, isOurs });
  });
}

/** What the row says afterwards. The try was counted, and the effect put off, when it was marked. */
function completionOf<K extends EffectKind>(
  { key, kind, payloadText, attempts, dueAt }: DueEffect<K>,
  outcome: EffectOutcome,
  now: number,
  random: RandomSource,
): CompletedEffect {
  const marked = { key, payloadText, dueAt, tries: 0 } as const;
  const { reason = null } = outcome;
  if (outcome.state === 'pause' || outcome.state === 'wait')
    return { ...marked, state: 'ready', reason, dueAt: now + pauseOf(outcome), tries: -1 };
  const { answer = null } = outcome;
  if (outcome.state !== 'retry') return { ...marked, state: outcome.state, reason, answer };
  const next = afterFailedTry(retryPolicyOf(kind), attempts + 1, now, random);
  return { ...marked, reason, answer, ...next };
}

async function runInTransactions<K extends EffectKind, Services extends EffectRunServices>(
  services: Services,
  shopId: string,
  kind: K,
  executor: ExecutorOf<K, Services, 'in transactions'>,
): Promise<void> {
  const { pool, clock, heartbeat } = services;
  for (let taken = BATCH; taken === BATCH;) {
    const batch = await takeBatch(services, shopId, kind);
    taken = batch.taken;
    await isolateFaults(
      batch.effects,
      (effects) =>
        inShop(pool, shopId, async (client) => {
          await assertLease(client, heartbeat);
          const ready = await stillReady(client, shopId, effects);
          const now = clock.now();
          const completed = await executor.execute(client, shopId, ready, now);
          await completeEffects(client, shopId, completed, now);
        }),
      async (effect, error) => {
        const outcome = outcomeOfError(services, shopId, effect, error);
        const completed = completionOf(effect, outcome, clock.now(), services.random);
        await inShop(pool, shopId, async (client) => {
          await assertLease(client, heartbeat);
          await completeEffects(client, shopId, [{ ...completed, tries: 1 }], clock.now());
        });
      },
    );
  }
}

/** Those that no other transaction completed or changed meanwhile; they are held until the end of this one. */
async function stillReady<K extends EffectKind>(
  client: ShopClient,
  shopId: string,
  effects: readonly DueEffect<K>[],
): Promise<DueEffect<K>[]> {
  const keys = effects.map(({ key }) => key);
  const ready = await lockReadyEffects(client, shopId, keys);
  return effects.filter(({ key, payloadText }) => ready.get(key) === payloadText);
}
