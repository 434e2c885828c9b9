import type fc from 'fast-check';
import type pg from 'pg';

/** What a pool's statements did, in the order in which they were sent and answered. */
export type StatementLog = { work: string; text: string; step: 'sent' | 'answered' }[];

/**
 * A pool each of whose statements waits until the scheduler lets it go, so that pieces of work that run at the same time take
 * turns in every way.
 * @param work what is done over it, for the log
 */
export function scheduledPool(
  pool: pg.Pool,
  scheduler: fc.Scheduler,
  work: string,
  log: StatementLog,
): pg.Pool {
  async function connect(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    async function query(text: string, values?: unknown[]): Promise<pg.QueryResult> {
      await scheduler.schedule(Promise.resolve(), `${work}: ${text.slice(0, 40)}`);
      log.push({ work, text, step: 'sent' });
      const result = await client.query(text, values);
      log.push({ work, text, step: 'answered' });
      return result;
    }
    return Object.assign(Object.create(client) as pg.PoolClient, {
      query,
      release: (broke?: boolean) => client.release(broke),
    });
  }

  async function query(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    const client = await connect();
    try {
      return await client.query(text, values);
    } finally {
      client.release();
    }
  }

  return Object.assign(Object.create(pool) as pg.Pool, { connect, query });
}

/** Where the transaction of some work that has a statement with this text began; null when there was none. */
export function beginOf(log: StatementLog, work: string, part: string): number | null {
  let began = -1;
  for (const [place, one] of log.entries()) {
    if (one.work !== work || one.step !== 'sent') continue;
    if (/^begin\b/i.test(one.text)) began = place;
    if (one.text.includes(part)) return began;
  }
  return null;
}

/** Where the transaction with this statement was committed, as its work was answered; null when it never was. */
export function commitOf(log: StatementLog, work: string, part: string): number | null {
  const changed = log.findIndex(
    (one) => one.work === work && one.step === 'answered' && one.text.includes(part),
  );
  if (changed < 0) return null;
  const committed = log.findIndex(
    (one, place) =>
      place > changed &&
      one.work === work &&
      one.step === 'answered' &&
      /^commit\b/i.test(one.text),
  );
  return committed < 0 ? null : committed;
}
