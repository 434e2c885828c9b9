import pg from 'pg';
import type { KeyRing } from '#app/platform/key-ring.server.ts';
import { sealWith } from '#app/platform/sealing-pool.server.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A connection inside a transaction of one shop. */
export type ShopClient = pg.PoolClient & { readonly shopTransaction?: unique symbol };

const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format !== 'binary' && oid === pg.types.builtins.INT8) return safeInteger;
    if (format !== 'binary' && oid === pg.types.builtins.TIMESTAMPTZ) return epochMs;
    const standard: unknown = pg.types.getTypeParser(oid, format);
    return standard;
  },
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new Error(`Integer ${text} is beyond 2^53; select it as text.`);
  return value;
}

/** Sessions run in UTC, so the text is always `YYYY-MM-DD HH:MM:SS[.ffffff]+00`. */
function epochMs(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
}

/**
 * Opens a pool whose connections act as the application role, which row-level security binds.
 * Reads give timestamptz as epoch milliseconds and bigint as number; write times as `Date`.
 * @param options `min` connections stay open once they are: a burst that comes after a quiet time must not wait
 *   for new ones, and be refused when that takes too long
 *   `ring` holds the keys that what is stored over them is sealed with; without it nothing can be
 * @param url address of the database; its login must be a member of `tendril_app`
 */
export function openPool(
  url: string,
  options: { max: number; min?: number; name: string; ring?: KeyRing },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    min: options.min,
    application_name: options.name,
    connectionTimeoutMillis: 800,
    // A process that stands still must not hold its locks longer than it counts as alive.
    options: '-c role=tendril_app -c timezone=UTC -c idle_in_transaction_session_timeout=6s',
    types,
  });
  // A connection that breaks between two statements says so in an event, which would end the process; the
  // next statement on it fails anyway, and that is where it is dealt with.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return options.ring ? sealWith(pool, options.ring) : pool;
}

/** SQLSTATE classes and codes, and Node's codes, of a server that is away, full, starting or stopping. */
const AWAY =
  /^(08|53|57P|25P03$|ECONN|EPIPE$|ETIMEDOUT$|EHOSTUNREACH$|ENETUNREACH$|ENOTFOUND$|EAI_)/;
/** The client library gives these no code. */
const AWAY_MESSAGE =
  /^Connection terminated|^timeout exceeded when trying to connect|not queryable$/;

/** Whether an error says that the database was away: what failed may be tried again as it is. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'code' in error && typeof error.code === 'string'
    ? AWAY.test(error.code)
    : AWAY_MESSAGE.test(error.message);
}

/** Whether no connection was to be had in time: the pool is exhausted, or the database does not answer. */
export function lackedConnection(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

/** Whether the database gave up this transaction in favour of another: 40001 and 40P01, nothing was done. */
export function lostARace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^40(001|P01)$/.test(String(error.code));
}

/**
 * Runs `work` in one transaction that can see and change this shop's rows only.
 * Commits when it returns, rolls back when it throws.
 * @param shopId the tenant; must be a UUID
 */
export async function inShop<T>(
  pool: pg.Pool,
  shopId: string,
  work: (client: ShopClient) => Promise<T>,
): Promise<T> {
  if (!UUID.test(shopId)) throw new Error('inShop needs the id of a shop (a UUID).');
  const client = await pool.connect();
  let broken = true;
  try {
    // One round trip; the id is safe to inline because it was checked above.
    await client.query(`begin; select set_config('app.shop', '${shopId}', true)`);
    const result = await work(client);
    await client.query('commit');
    broken = false;
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => (broken = false),
      () => undefined, // The connection is gone; release(true) below discards it and the error is rethrown.
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
