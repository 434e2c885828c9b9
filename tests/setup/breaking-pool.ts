import { once } from 'node:events';
import type { Socket } from 'node:net';
import type pg from 'pg';

/** How the n-th statement of a process goes wrong. */
export type Break =
  /** The process dies before it is sent. */
  | 'dies before'
  /** The process dies when it was carried out and the result was not yet received. */
  | 'dies after'
  /** The connection is cut before it is sent; the process lives on and may open another. */
  | 'cut before';

export type BreakingPool = {
  pool: pg.Pool;
  /** Statements so far. */
  count(): number;
  /** Whether it broke: a process that did all its work in fewer statements did not. */
  broke(): boolean;
};

/** Thrown by everything that a dead process would still have done. */
export class Died extends Error {
  override name = 'Died';
}

/** A pool that breaks, once, at its n-th statement (from 1), whichever of its connections sends it. */
export function breakingPool(pool: pg.Pool, place: number, how: Break): BreakingPool {
  let sent = 0;
  let dead = false;
  let broken = false;

  async function strike(client: pg.PoolClient, send: () => Promise<unknown>): Promise<never> {
    broken = true;
    if (how === 'cut before') {
      // The next statement over it fails, and so does the next request for a connection.
      await cutConnection(client);
      await send();
      throw new Error('A statement was answered over a connection that was cut.');
    }
    dead = true;
    if (how === 'dies after') await send();
    await cutConnection(client);
    throw new Died('The process died here.');
  }

  async function connect(): Promise<pg.PoolClient> {
    if (dead) throw new Died('The process is dead.');
    const client = await pool.connect();
    async function query(text: string, values?: unknown[]): Promise<pg.QueryResult> {
      if (dead) throw new Died('The process is dead.');
      sent += 1;
      const send = () => client.query(text, values);
      return sent === place && !broken ? await strike(client, send) : await send();
    }
    return Object.assign(Object.create(client) as pg.PoolClient, {
      query,
      release: (broke?: boolean) => client.release(broke ?? dead),
    });
  }

  async function query(text: string, values?: unknown[]): Promise<pg.QueryResult> {
    const client = await connect();
    try {
      return await client.query(text, values);
    } finally {
      client.release(broken);
    }
  }

  return {
    pool: Object.assign(Object.create(pool) as pg.Pool, { connect, query }),
    count: () => sent,
    broke: () => broken,
  };
}

/** Ends a connection as a killed process or a cut line ends it, without a closing message. */
async function cutConnection(client: pg.PoolClient): Promise<void> {
  const { connection } = client as pg.PoolClient & { connection: { stream: Socket } };
  const closed = once(connection.stream, 'close');
  connection.stream.destroy();
  await closed;
}
