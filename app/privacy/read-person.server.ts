import type { ShopClient } from '#app/platform/db.server.ts';
import { columnsIn, HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import { mentionsOf } from './mentions.ts';
import type { ExportSection } from './person-export.ts';
import type { PersonIdentifiers } from './person-identifiers.ts';
import { sealedNaming } from './erase-sealed.server.ts';
import { readHeldRows } from './store/held-rows.server.ts';

/** Rows of a table in an export; no person has more. */
const EXPORTED_ROWS = 10_000;

/** Everything that is kept of a person, by the registry: rows that are theirs, and deliveries that name them. */
export async function readPersonSections(
  client: ShopClient,
  shopId: string,
  person: PersonIdentifiers,
): Promise<ExportSection[]> {
  const sections: ExportSection[] = [];
  for (const held of HELD_TABLES) {
    if (held.person.heading === null) continue;
    const { plain, personal, mentions } = held.record;
    const columns = [personal, mentions, plain]
      .flatMap(columnsIn)
      .filter((name) => name !== 'shop_id');
    const reading = { columns, most: EXPORTED_ROWS + 1 };
    const rows = await readHeldRows(client, shopId, held, person, reading);
    if (rows.length > 0) sections.push(sectionOf(held.table, rows));
  }
  const named = new Map<string, Record<string, unknown>[]>();
  const search = { mentions: mentionsOf(person), until: null };
  for await (const { found, row, value } of sealedNaming(client, shopId, search)) {
    const rows = named.get(found.table) ?? [];
    rows.push({ key: row.key.join(':'), content: value });
    named.set(found.table, rows);
  }
  for (const [table, rows] of named) sections.push(sectionOf(table, rows));
  return sections;
}

function sectionOf(table: string, rows: Record<string, unknown>[]): ExportSection {
  return { table, rows: rows.slice(0, EXPORTED_ROWS), isWhole: rows.length <= EXPORTED_ROWS };
}
