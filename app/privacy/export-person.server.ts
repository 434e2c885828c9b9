import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { rowsIn } from './compliance-request.ts';
import type { PersonExport } from './person-export.ts';
import { identifiersInRequest, PersonIdentifiers } from './person-identifiers.ts';
import { findPerson, findProfiles } from './find-person.server.ts';
import { lockDataRequest, markDownloaded } from './store/data-requests.server.ts';
import { readPersonSections } from './read-person.server.ts';

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
  const row = await lockDataRequest(client, shop.id, key);
  if (!row) return { outcome: 'not_found' };
  const known = PersonIdentifiers.safeParse(row.work);
  const person = known.success
    ? await findProfiles(client, shop.id, known.data.profileIds)
    : await findPerson(client, shop.id, identifiersInRequest(row.request));
  // Done, the request says no more whom it was about; by the profile it can be downloaded again.
  await markDownloaded(client, shop.id, key, { profileIds: person.profileIds, staffId, now });
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
