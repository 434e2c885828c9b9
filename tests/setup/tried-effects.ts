import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { EffectExecutor, EffectOutcome } from '#app/effects/effect-executor.server.ts';
import { runEffects, type EffectRunServices } from '#app/effects/run-effects.server.ts';
import { addEffects, type NewEffect } from '#app/effects/store/add-effects.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { registerHeartbeat } from '#app/queue/heartbeat.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';
import { installedShop } from '#tests/setup/shop.ts';

/** Epoch milliseconds. */
export const NOW = Date.UTC(2026, 10, 30, 12);
export const KIND = 'export_segment';

export type Executor = EffectExecutor<typeof KIND, EffectRunServices>;

/** An effect that was carried out at its first try, when it was due. */
export const DONE = { state: 'done', reason: null, attempts: 1, waitMs: 0 };

/** Does of each effect what is said of its name; all others are done. */
export function doing(
  outcomes: Record<string, EffectOutcome | Error>,
  tried: string[] = [],
): Executor {
  return {
    works: 'one by one',
    execute({ key }) {
      tried.push(key);
      const outcome = outcomes[key] ?? { state: 'done' };
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
    },
  };
}

/** Shops of a test's database with effects, carried out as an executor of the test says. */
export async function openTriedEffects(db: TestDatabase) {
  const heartbeat = await registerHeartbeat(db.pool, 'worker');

  /** A shop with effects that are due, one a name. */
  async function shopWith(...names: string[]): Promise<string> {
    const { id } = await installedShop(db.pool);
    const effects = names.map((name): NewEffect => ({
      key: name,
      kind: KIND,
      payload: { segmentKey: name, name, query: '' },
      createdAt: NOW,
      dueAt: NOW,
    }));
    await inShop(db.pool, id, (client) => addEffects(client, id, effects));
    return id;
  }

  /** Runs what is due with an executor; half of the longest wait passes before each further try. */
  async function run(shopId: string, executor: Executor, { now = NOW, pool = db.pool } = {}) {
    const services = { pool, clock: { now: () => now }, heartbeat, random: () => 0.5 };
    return await runEffects({ ...services, logger: silentLogger }, shopId, KIND, executor);
  }

  async function states(shopId: string) {
    const { rows } = await db.owner.query<{
      key: string;
      state: string;
      reason: string | null;
      attempts: number;
      due: string;
    }>(
      `select key, state, reason, attempts, (extract(epoch from due_at) * 1000)::text as due
       from effect where shop_id = $1 order by key`,
      [shopId],
    );
    return rows.map(({ due, ...row }) => ({ ...row, waitMs: Number(due) - NOW }));
  }

  const NO_STATES = { before: null, after: null };

  /** What follows from an effect: a row of another table. */
  async function writeRow(client: ShopClient, shopId: string, key: string, now: number) {
    await recordAudit(
      client,
      shopId,
      { actor: 'app', action: 'tested', subject: key, ...NO_STATES },
      now,
    );
  }

  async function writtenRows(shopId: string): Promise<string[]> {
    const { rows } = await db.owner.query<{ subject: string }>(
      `select subject from audit where shop_id = $1 and action = 'tested' order by subject`,
      [shopId],
    );
    return rows.map(({ subject }) => subject);
  }

  return { shopWith, run, states, writeRow, writtenRows };
}
