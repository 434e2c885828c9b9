import type { ShopClient } from '#app/platform/db.server.ts';
import type { AuditEntry } from '../audit-entry.ts';

/**
 * Writes one entry, unless one with this id is there.
 * @param now epoch milliseconds
 */
export async function insertAudit(
  client: ShopClient,
  shopId: string,
  id: string,
  entry: AuditEntry,
  now: number,
): Promise<void> {
  await client.query(
    `insert into audit (shop_id, id, at, actor, action, subject, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (shop_id, id) do nothing`,
    [
      shopId,
      id,
      new Date(now),
      entry.actor,
      entry.action,
      entry.subject,
      entry.before === null ? null : JSON.stringify(entry.before),
      entry.after === null ? null : JSON.stringify(entry.after),
    ],
  );
}
