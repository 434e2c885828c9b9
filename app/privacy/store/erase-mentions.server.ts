import type { ShopClient } from '#app/platform/db.server.ts';
import { sealedColumns } from '#app/platform/sealed-columns.ts';
import { columnsIn, TABLES } from '#app/profiles/person-tables/registry.ts';
import type { PersonMentions } from '../mentions.ts';
import type { RowCounts } from './erase-rows.server.ts';

type MentionRow = { partition: string; place: string; type: string; value: unknown };

/**
 * Columns where something of a person may have been copied or typed, from the registry; see erase-sealed for sealed
 * ones.
 */
export const MENTION_COLUMNS: readonly { table: string; column: string }[] = Object.entries(
  TABLES,
).flatMap(([table, { mentions }]) =>
  columnsIn(mentions)
    .filter((column) => !sealedColumns.some((one) => one.table === table && one.column === column))
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
    for (const row of await mentioning(client, shopId, { table, column }, mentions)) {
      const left = mentions.without(row.value);
      const isJson = row.type.startsWith('json');
      await client.query(
        `update ${table} set ${column} = $4::${row.type}
          where shop_id = $1 and tableoid = $2::oid and ctid = $3::tid`,
        [shopId, row.partition, row.place, isJson ? JSON.stringify(left) : left],
      );
      counts[table] = (counts[table] ?? 0) + 1;
    }
  }
  return counts;
}

/** The values of a column that name a person. */
export async function mentioning(
  client: ShopClient,
  shopId: string,
  { table, column }: { table: string; column: string },
  mentions: PersonMentions,
): Promise<MentionRow[]> {
  // A request to erase that is still to be done says whom it is about, and empties itself; two may be open at once.
  const isEnded =
    table === 'compliance_duty'
      ? `and (done_at is not null or note is not null or topic = 'customers/data_request')`
      : '';
  const { rows } = await client.query<MentionRow>(
    `select tableoid::text as partition, ctid::text as place, pg_typeof(${column})::text as type,
            to_json(${column}) as value
       from ${table}
      where shop_id = $1 and ${column} is not null ${isEnded}
        and (lower(${column}::text) like any($2)
             or regexp_replace(${column}::text, '[^0-9]', '', 'g') like any($3))
      for update`,
    [shopId, mentions.patterns, mentions.digits.map((digits) => `%${digits}%`)],
  );
  return rows.filter(({ value }) => mentions.isIn(value));
}
