import { v7 } from 'uuid';
import type { ShopClient } from '#app/db.server.ts';

export type AuditEntry = {
  /** Who did it: a person of the staff, or `system`. */
  actor: string;
  action: string;
  /** What it was done to, such as `application:<id>`. */
  subject: string;
  before: object | null;
  after: object | null;
};

/** Writes who changed what, in the transaction of the change. */
export async function recordAudit(
  client: ShopClient,
  shopId: string,
  entry: AuditEntry,
  now: number,
): Promise<void> {
  await client.query(
    `insert into audit (shop_id, id, at, actor, action, subject, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      shopId,
      v7(),
      new Date(now),
      entry.actor,
      entry.action,
      entry.subject,
      entry.before === null ? null : JSON.stringify(entry.before),
      entry.after === null ? null : JSON.stringify(entry.after),
    ],
  );
}
