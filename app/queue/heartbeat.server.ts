import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { v7 } from 'uuid';
import { SECOND } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import {
  endLease,
  endSilentLeases,
  insertHeartbeat,
  shareHeartbeat,
  touchHeartbeat,
} from './store/heartbeats.server.ts';

/** How often a process renews its heartbeat. */
export const HEARTBEAT_MS = 2 * SECOND;
/** How long after its last heartbeat the lease of a process expires. */
export const LEASE_MS = 6 * SECOND;

/** How long before its lease expires a process stops doing what cannot be undone. */
const LEASE_MARGIN_MS = SECOND;

/** The lease of a process that does background work. The fence distinguishes its writes from those of any other. */
export type Heartbeat = {
  id: string;
  fence: number;
  /** When the last heartbeat that arrived was sent, by this process's monotonic clock. */
  renewedAt: number;
};

/** Thrown when a process whose lease expired tries to write. It must stop, not retry. */
export class LeaseExpiredError extends Error {
  override name = 'LeaseExpiredError';
}

/** Registers this process. */
export async function registerHeartbeat(pool: pg.Pool, kind: string): Promise<Heartbeat> {
  const id = v7();
  const renewedAt = performance.now();
  const fence = await insertHeartbeat(pool, id, kind);
  return { id, fence, renewedAt };
}

/**
 * Refuses a transaction of a process whose lease expired. The shared lock also makes a process that expires the lease of
 * this one wait until the transaction is over, so that no worker takes over half-done work.
 */
export async function assertLease(client: ShopClient, heartbeat: Heartbeat): Promise<void> {
  if (!(await shareHeartbeat(client, heartbeat.id)))
    throw new LeaseExpiredError('The lease of this process expired; its work went to another.');
}

/**
 * Whether the lease of this process surely has not expired yet. Checked before what no database can refuse; a
 * process that was suspended and resumed learns it here first.
 */
export function holdsLease(heartbeat: Heartbeat): boolean {
  return performance.now() - heartbeat.renewedAt < LEASE_MS - LEASE_MARGIN_MS;
}

/** Renews the lease of this process and records which queue workers it runs. */
export async function renewHeartbeat(
  pool: pg.Pool,
  heartbeat: Heartbeat,
  queueWorkers: readonly string[],
): Promise<void> {
  const renewedAt = performance.now();
  if (!(await touchHeartbeat(pool, heartbeat.id, queueWorkers)))
    throw new LeaseExpiredError('The lease of this process expired; start it again.');
  heartbeat.renewedAt = renewedAt;
}

/**
 * Expires the leases of other processes without a heartbeat, by the database's clock; the caller is alive, however late its own is.
 * While the database was unavailable no process could renew its lease, so after its start each has the whole time. The
 * lock waits for transactions that `assertLease` let begin.
 * @returns the fences of the leases that expired now
 */
export async function expireLeases(pool: pg.Pool, own: Heartbeat): Promise<number[]> {
  return await endSilentLeases(pool, own.id, LEASE_MS);
}

/** Gives the lease back, so that no worker has to wait until it expires. */
export async function releaseHeartbeat(pool: pg.Pool, heartbeat: Heartbeat): Promise<void> {
  await endLease(pool, heartbeat.id);
}
