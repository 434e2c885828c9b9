import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/db.server.ts';
import { rowsIn } from './compliance-request.ts';
import type { PersonExport } from './person-export.ts';
import { identifiersInRequest } from './person-identifiers.ts';
import { findPerson } from './store/find-person.server.ts';
import { readPersonSections } from './store/read-person.server.ts';

export type ExportedPerson = { outcome: 'exported'; data: PersonExport } | { outcome: 'not_found' };

/**
 * Makes the export that a data request asks for, of what is kept now, and writes down who took it. Nothing of it is
 * stored.
 * @param key the request's
 * @param now epoch milliseconds
 */
export async function exportPerson(
  client: ShopClient,
  shop: { id: string; domain: string },
  key: string,
  staffId: string,
  now: number,
): Promise<ExportedPerson> {
  const { rows } = await client.query<{ request: unknown }>(
    `update compliance_duty set downloaded_at = $3, downloaded_by = $4, done_at = coalesce(done_at, $3)
      where shop_id = $1 and delivery_key = $2 and topic = 'customers/data_request' returning request`,
    [shop.id, key, new Date(now), staffId],
  );
  const [row] = rows;
  if (!row) return { outcome: 'not_found' };
  const person = await findPerson(client, shop.id, identifiersInRequest(row.request));
  const sections = await readPersonSections(client, shop.id, person);
  const tables = Object.fromEntries(
    sections.map(({ table, rows: found }) => [table, found.length]),
  );
  const entry = { actor: staffId, action: 'privacy.exported', subject: `privacy:${key}` };
  const after = { tables, rows: rowsIn(tables) };
  await recordAudit(client, shop.id, { ...entry, before: null, after }, now);
  const data = { shop: shop.domain, madeAt: new Date(now).toISOString(), sections };
  return { outcome: 'exported', data };
}
