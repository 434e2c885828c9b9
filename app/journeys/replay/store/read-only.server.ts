import type { ShopClient } from '#app/platform/db.server.ts';

/** Lets the rest of the transaction read only: whatever is replayed, nothing of the shop changes. */
export async function readOnly(client: ShopClient): Promise<void> {
  await client.query('set transaction read only');
}
