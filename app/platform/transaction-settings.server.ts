import type { ShopClient } from './db.server.ts';

/** The transaction's commit does not wait for the disk: a crash may lose it, as if it had not been made. */
export async function commitWithoutWaiting(client: ShopClient): Promise<void> {
  await client.query('set local synchronous_commit = off');
}

/** The statements of the transaction are not compiled: that takes longer than to run them over a few thousand rows. */
export async function runUncompiled(client: ShopClient): Promise<void> {
  await client.query('set local jit = off');
}
