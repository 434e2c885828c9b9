import type pg from 'pg';
import type { KeyRing } from './key-ring.server.ts';

/** Of the whole process: the pages are bundled separately, with a copy of this file of their own. */
const RING = Symbol.for('tendril: key ring');

/**
 * Gives a pool's connections the keys that their process seals with, as they have its type parsers: what is stored
 * over them is sealed wherever it is stored from.
 */
export function sealWith(pool: pg.Pool, ring: KeyRing): pg.Pool {
  return pool.on('connect', (client) => void Object.assign(client, { [RING]: ring }));
}

/** The keys of a connection; throws for one whose pool was opened without. */
export function ringOf(client: pg.ClientBase & { [RING]?: KeyRing }): KeyRing {
  const ring = client[RING];
  if (!ring) throw new Error('This connection has no keys. Open its pool with a key ring.');
  return ring;
}
