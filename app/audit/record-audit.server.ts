import { v7 } from 'uuid';
import type { ShopClient } from '#app/platform/db.server.ts';
import { HOUR } from '#app/lib/duration.ts';
import { idOf } from '#app/lib/ids.ts';

export type AuditEntry = {
  /** Who did it: a person of the staff, or `system`. */
  actor: string;
  action: string;
  /** What it was done to, such as `application:<id>`. */
  subject: string;
  before: object | null;
  after: object | null;
};

/** The action of an entry that says that personal data was looked at. */
const READ_ACTION = 'personal_data.read';

/** Writes who changed what, in the transaction of the change. */
export async function recordAudit(
  client: ShopClient,
  shopId: string,
  entry: AuditEntry,
  now: number,
): Promise<void> {
  await insertEntry(client, shopId, v7(), entry, now);
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
  await insertEntry(client, shopId, idOf(READ_ACTION, reader, subject, hour), entry, now);
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
  await insertEntry(client, shopId, idOf('audit once', action, actor, subject), entry, now);
}

async function insertEntry(
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
