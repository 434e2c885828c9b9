import { v7 } from 'uuid';
import type { ShopClient } from '#app/platform/db.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';
import type { AuditEntry } from './audit-entry.ts';
import { insertAudit } from './store/insert-audit.server.ts';

/** The action of an entry that says that personal data was looked at. */
const READ_ACTION = 'personal_data.read';

/** Writes who changed what, in the transaction of the change. */
export async function recordAudit(
  client: ShopClient,
  shopId: string,
  entry: AuditEntry,
  now: number,
): Promise<void> {
  await insertAudit(client, shopId, v7(), entry, now);
}

/**
 * Writes who looked at personal data: one entry a reader, subject and hour. Pages ask every two seconds, and an
 * entry each time would bury all others.
 * @param subject what was looked at, such as `profile:<id>`; never personal data itself
 * @param now epoch milliseconds
 */
export async function recordRead(
  client: ShopClient,
  shopId: string,
  reader: string,
  subject: string,
  now: number,
): Promise<void> {
  const entry = { actor: reader, action: READ_ACTION, subject, before: null, after: null };
  const hour = String(Math.floor(now / HOUR));
  await insertAudit(client, shopId, idOf(READ_ACTION, reader, subject, hour), entry, now);
}

/**
 * Writes a change that is made of many requests, such as a file in pieces, once.
 * @param now epoch milliseconds
 */
export async function recordAuditOnce(
  client: ShopClient,
  shopId: string,
  entry: AuditEntry,
  now: number,
): Promise<void> {
  const { actor, action, subject } = entry;
  await insertAudit(client, shopId, idOf('audit once', action, actor, subject), entry, now);
}
