import type { ShopClient } from '#app/platform/db.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import type { SplitRule } from '#app/profiles/person-tables/person-table.ts';
import type { SplitSide } from '#app/profiles/identity/split.ts';

/** What goes to the person who is split off, in the order in which it does; events are many. */
const SPLIT = HELD_TABLES.flatMap(({ table, person }) =>
  table === 'event' || person.split === undefined || person.split === 'recomputed'
    ? []
    : [{ table, columns: person.profile, rule: person.split }],
);

/** A statement for each column with the id of a profile. */
const MOVES = SPLIT.flatMap(({ table, columns, rule }) =>
  columns.map((column) => ({ by: rule.by, sql: movingSql(table, column, rule) })),
);

/** Moves rows of profile $2 in shop $1 to profile $3: those of the parts $4, or those tied to what went before. */
function movingSql(table: string, column: string, rule: Exclude<SplitRule, string>): string {
  if (rule.by === 'tie')
    return `update ${table} set ${column} = $3 from ${rule.table}
      where ${table}.shop_id = $1 and ${table}.${column} = $2
        and ${rule.table}.shop_id = $1 and ${rule.table}.profile_id = $3 and ${rule.on}`;
  const ofParts = (rule.columns[column] ?? []).map((part) => `${part} = any($4)`).join(' and ');
  const ownPart = rule.ownPart;
  const cleared = ownPart === undefined ? '' : `, ${ownPart} = nullif(${ownPart}, $3)`;
  return `update ${table} set ${column} = $3${cleared}
    where shop_id = $1 and ${column} = $2 and ${ofParts}`;
}

/**
 * Gives one of two people what is theirs, but for their events: what their parts were received with, and what follows
 * from that, one statement a column. What cannot be attributed stays with the profile that remains.
 * @param profileId the profile that was split, and that remains
 */
export async function moveSplitRows(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { id, parts }: SplitSide,
): Promise<void> {
  for (const { by, sql } of MOVES)
    await client.query(sql, [shopId, profileId, id, ...(by === 'part' ? [parts] : [])]);
}

/** Makes a profile beside the one that it is split from, as that is computed, and due. */
export async function insertSplitProfile(
  client: ShopClient,
  shopId: string,
  fromId: string,
  { id, state }: SplitSide,
): Promise<void> {
  await client.query(
    `insert into profile (shop_id, id, state, intent, fit, score, grade, band, stage, orders, spent_minor,
       subscribed, first_seen_at, last_seen_at, next_change_at, joined_at)
     select $1, $3, $4, intent, fit, score, grade, band, stage, 0, 0, false, first_seen_at, last_seen_at,
       to_timestamp(0), joined_at
     from profile where shop_id = $1 and id = $2`,
    [shopId, fromId, id, JSON.stringify(state)],
  );
}

/** Saves what is known of a profile, and makes it due. */
export async function saveSplitState(
  client: ShopClient,
  shopId: string,
  { id, state }: SplitSide,
): Promise<void> {
  await client.query(
    `update profile set state = $3, next_change_at = to_timestamp(0) where shop_id = $1 and id = $2`,
    [shopId, id, JSON.stringify(state)],
  );
}
