import type { ShopClient } from '#app/platform/db.server.ts';
import { sealedColumns } from '#app/platform/sealed-columns.ts';
import { columnsIn, TABLES } from '#app/profiles/person-tables/registry.ts';
import type { RowCounts } from './compliance-request.ts';
import type { PersonMentions } from './mentions.ts';
import { findMentions, replaceMention, type MentionColumn } from './store/mentions.server.ts';

/**
 * Columns where something of a person may have been copied or typed, from the registry; see erase-sealed for sealed
 * ones.
 */
export const MENTION_COLUMNS: readonly MentionColumn[] = Object.entries(TABLES).flatMap(
  ([table, { mentions }]) =>
    columnsIn(mentions)
      .filter(
        (column) => !sealedColumns.some((one) => one.table === table && one.column === column),
      )
      .map((column) => ({ table, column })),
);

/**
 * Takes what names a person out of values that are not theirs: the audit log, samples, the conditions of segments.
 * The rows stay.
 * @returns how many values were changed, by table
 */
export async function eraseMentions(
  client: ShopClient,
  shopId: string,
  mentions: PersonMentions,
): Promise<RowCounts> {
  const counts: RowCounts = {};
  for (const { table, column } of MENTION_COLUMNS) {
    const place = { table, column };
    for (const row of await findMentions(client, shopId, place, mentions)) {
      await replaceMention(client, shopId, place, row, mentions.without(row.value));
      counts[table] = (counts[table] ?? 0) + 1;
    }
  }
  return counts;
}
