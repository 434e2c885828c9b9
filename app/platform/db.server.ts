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

/** Longer than this a request is better refused, to be sent again. */
const CONNECT_MS = 800;

/**
 * Opens a pool whose connections act as the application role, which row-level security binds.
 * Reads give timestamptz as epoch milliseconds and bigint as number; write times as `Date`.
 * @param options `min` connections stay open once they are: a burst that comes after a quiet time must not wait
 *   for new ones, and be refused when that takes too long; `connectMs` is the longest to wait for a connection
 *   (800 by default); `statementMs` is the longest a statement may take;
 *   `ring` holds the keys that what is stored over them is sealed with; without it nothing can be
 * @param url address of the database; its login must be a member of `tendril_app`
 */
export function openPool(
  url: string,
  options: {
    max: number;
    min?: number;
    name: string;
    connectMs?: number;
    statementMs?: number;
    ring?: KeyRing;
  },
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    min: options.min,
    application_name: options.name,
    connectionTimeoutMillis: options.connectMs ?? CONNECT_MS,
    options: sessionOptions(options.statementMs ?? 0),
    types,
  });
  // A connection that breaks between two statements says so in an event, which would end the process; the
  // next statement on it fails anyway, and that is where it is dealt with.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return options.ring ? sealWith(pool, options.ring) : pool;
}

/** How long a statement goes on, at the longest, when its caller is gone. */
export const CLIENT_CHECK_MS = 500;

function sessionOptions(statementMs: number): string {
  const settings = [
    'role=tendril_app',
    'timezone=UTC',
    // A process that stands still must not hold its locks longer than it counts as alive.
    'idle_in_transaction_session_timeout=6s',
    `statement_timeout=${String(statementMs)}`,
    // A statement of one shop takes no more than one core from the others.
    'max_parallel_workers_per_gather=0',
  ];
  // A statement whose caller is gone ends soon after; servers on Windows cannot see that.
  if (process.platform !== 'win32')
    settings.push(`client_connection_check_interval=${String(CLIENT_CHECK_MS)}ms`);
  return settings.map((setting) => `-c ${setting}`).join(' ');
}

/** SQLSTATE classes and codes, Node's codes and Prisma's, of a server that is unavailable, full, starting or stopping. */
const UNAVAILABLE =
  /^(08|53|57P|25P03$|ECONN|EPIPE$|ETIMEDOUT$|EHOSTUNREACH$|ENETUNREACH$|ENOTFOUND$|EAI_|P10(01|02|08|17)$)/;
/** The client library gives these no code. */
const UNAVAILABLE_MESSAGE =
  /^Connection terminated|^timeout exceeded when trying to connect|not queryable$/;

/** Whether an error says that the database was unavailable: what failed may be tried again as it is. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return 'code' in error && typeof error.code === 'string'
    ? UNAVAILABLE.test(error.code)
    : UNAVAILABLE_MESSAGE.test(error.message);
}

/** What the client library says when every connection is taken, and when the server does not answer a new one. */
const NO_CONNECTION: ReadonlySet<string> = new Set([
  'timeout exceeded when trying to connect',
  'Connection terminated due to connection timeout',
]);

/** Whether no connection was to be had in time: the pool is exhausted, or the database does not answer. */
export function isConnectionTimeout(error: unknown): boolean {
  return error instanceof Error && NO_CONNECTION.has(error.message);
}

/** Whether a statement took longer than it may. */
export function isStatementTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}

/**
 * Whether the database could not do it now and may be able to in a moment: it was unavailable, busy or gave up the
 * transaction.
 */
export function isDatabaseBusy(error: unknown): boolean {
  return isDatabaseUnavailable(error) || isStatementTimeout(error) || isTransactionConflict(error);
}

/** Whether the database refused what was to be stored: bad data (22), or what a constraint forbids (23). */
export function isDataRefused(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^2[23]/.test(String(error.code));
}

/** Whether the database gave up this transaction in favour of another: 40001 and 40P01, nothing was done. */
export function isTransactionConflict(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^40(001|P01)$/.test(String(error.code));
}

/** What applies to the transactions of one caller of a pool. */
export type Bounds = {
  /** The longest a statement may take, milliseconds. */
  statementMs?: number;
  /** The longest it may wait for another's lock, milliseconds: shorter, so that waiting (55P03) differs from work. */
  lockMs?: number;
  /** Waits for the shop's turn; gives what ends it. */
  acquire?(shopId: string, signal?: AbortSignal): Promise<() => void>;
  /** Ends the statement under way when no caller waits for its result any more. */
  signal?: AbortSignal;
};

/** A property and no private state: the pages are bundled separately, with a copy of this file of their own. */
type BoundPool = pg.Pool & { readonly bounds?: Bounds };

/** The same pool for a caller to whom bounds apply in `inShop`. */
export function boundPool(pool: pg.Pool, bounds: Bounds): pg.Pool {
  const { bounds: outer } = pool as BoundPool;
  return Object.create(pool, {
    bounds: { value: { ...outer, ...bounds } },
    // The pool keeps its connections in properties of its own, which must not become those of this object.
    connect: { value: pool.connect.bind(pool) },
    query: { value: pool.query.bind(pool) },
  }) as pg.Pool;
}

type CommitStatements = Map<number, () => Promise<unknown>>;

/** A property and no private state, as of the pool. */
type TransactionClient = pg.PoolClient & { commitStatements?: CommitStatements };

/**
 * Leaves a statement to the end of the transaction, right before it commits. What others may lock is requested there,
 * in one order, so that transactions wait for each other in turn and never deadlock.
 * @param place where it stands among the last statements; the newest one for a place replaces those before it
 */
export function runBeforeCommit(
  client: ShopClient,
  place: number,
  run: () => Promise<unknown>,
): void {
  const { commitStatements } = client as TransactionClient;
  if (!commitStatements) throw new Error('This needs a transaction that inShop began.');
  commitStatements.set(place, run);
}

/**
 * Runs `work` in one transaction that can see and change this shop's rows only.
 * Commits when it returns, rolls back when it throws.
 * @param pool where it has bounds they hold
 * @param shopId the tenant; must be a UUID
 * @throws the signal's reason when the caller is gone
 */
export async function inShop<T>(
  pool: pg.Pool,
  shopId: string,
  work: (client: ShopClient) => Promise<T>,
): Promise<T> {
  if (!UUID.test(shopId)) throw new Error('inShop needs the id of a shop (a UUID).');
  const { bounds = {} } = pool as BoundPool;
  bounds.signal?.throwIfAborted();
  const release = await bounds.acquire?.(shopId, bounds.signal);
  try {
    return await inTransaction(await pool.connect(), shopId, bounds, work);
  } finally {
    release?.();
  }
}

function limitTo(setting: string, ms: number | undefined): string {
  return ms === undefined ? '' : `; set local ${setting} = ${String(ms)}`;
}

async function inTransaction<T>(
  client: pg.PoolClient,
  shopId: string,
  { statementMs, lockMs, signal }: Bounds,
  work: (client: ShopClient) => Promise<T>,
): Promise<T> {
  let broken = true;
  // The server sees that the connection is gone and ends the statement with it.
  const closeConnection = () => void (client as pg.PoolClient & Pick<pg.Client, 'end'>).end();
  signal?.addEventListener('abort', closeConnection);
  try {
    signal?.throwIfAborted();
    const limit = limitTo('statement_timeout', statementMs) + limitTo('lock_timeout', lockMs);
    // One round trip; the id is safe to inline because it was checked above. A cluster passes `set local` on to its nodes.
    await client.query(`begin; set local app.shop = '${shopId}'${limit}`);
    const last: CommitStatements = new Map();
    (client as TransactionClient).commitStatements = last;
    const result = await work(client);
    for (const [, run] of [...last].sort(([a], [b]) => a - b)) await run();
    await client.query('commit');
    broken = false;
    return result;
  } catch (error) {
    await client.query('rollback').then(
      () => (broken = false),
      () => undefined, // The connection is gone; release(true) below discards it and the error is rethrown.
    );
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener('abort', closeConnection);
    delete (client as TransactionClient).commitStatements;
    client.release(broken || signal?.aborted === true);
  }
}
