import type { ShopClient } from '#app/platform/db.server.ts';
import type { PersonMentions } from '../mentions.ts';

/** A column where something of a person may have been copied or typed. */
export type MentionColumn = { table: string; column: string };

/** A value and where it stands: the table or partition and the place of its row, until that changes. */
export type MentionRow = { partition: string; place: string; type: string; value: unknown };

/** The values of a column that name a person; their rows are locked. */
export async function findMentions(
  client: ShopClient,
  shopId: string,
  { table, column }: MentionColumn,
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

/** Puts another value in place of one that names a person. */
export async function replaceMention(
  client: ShopClient,
  shopId: string,
  { table, column }: MentionColumn,
  row: MentionRow,
  value: unknown,
): Promise<void> {
  const isJson = row.type.startsWith('json');
  await client.query(
    `update ${table} set ${column} = $4::${row.type}
      where shop_id = $1 and tableoid = $2::oid and ctid = $3::tid`,
    [shopId, row.partition, row.place, isJson ? JSON.stringify(value) : value],
  );
}
