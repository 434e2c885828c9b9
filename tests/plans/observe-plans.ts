import pg from 'pg';
import { openPool } from '#app/platform/db.server.ts';
import { testKeyRing } from '#tests/setup/key-ring.ts';
import { parsePlan, type ObservedPlan } from './judge-plan.ts';

/** A pool whose statements report their plans. */
export type ObservedPool = {
  pool: pg.Pool;
  /** The plans since this was asked last. */
  take(): ObservedPlan[];
};

/**
 * A pool of the application whose statements report the plan that PostgreSQL carried out, with the rows that each
 * node really read: its module auto_explain, set to send each plan to the client as a notice.
 * @param url connection string of the superuser: only one may load the module
 * @param runtimeUrl connection string of the application's login
 * @param leastMs statements that take less are not reported: a large shop makes a notice for each of very many
 */
export async function observedPool(
  url: string,
  runtimeUrl: string,
  leastMs: number,
): Promise<ObservedPool> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  const database = new URL(url).pathname.slice(1);
  for (const [name, value] of Object.entries(settingsOf(leastMs)))
    await owner.query(`alter database ${database} set ${name} = '${value}'`);
  await owner.end();
  let plans: ObservedPlan[] = [];
  const pool = openPool(runtimeUrl, {
    max: 8,
    name: 'observed',
    connectMs: 60_000,
    ring: testKeyRing(),
  }).on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const plan = parsePlan(message ?? '');
      if (plan) plans.push(plan);
    });
  });
  const take = () => {
    const taken = plans;
    plans = [];
    return taken;
  };
  return { pool, take };
}

/** https://www.postgresql.org/docs/current/auto-explain.html */
function settingsOf(leastMs: number): Record<string, string> {
  return {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': String(leastMs),
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
    'auto_explain.log_nested_statements': 'on',
    'auto_explain.log_level': 'notice',
    'auto_explain.log_format': 'json',
  };
}
