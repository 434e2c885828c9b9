import type { ShopClient } from '#app/platform/db.server.ts';
import type { SplitRule } from '#app/profiles/person-tables/person-table.ts';
import { changeEvents } from '#app/engine/save/change-events.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import type { SplitSide } from '#app/profiles/identity/split.ts';

/**
 * Gives one of two people what is theirs: what their parts were received with, and what follows from that. What
 * cannot be attributed stays with the profile that remains.
 * @param profileId the profile that was split, and that remains
 */
export async function moveSplitSide(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { id, parts }: SplitSide,
): Promise<void> {
  for (const { table, person } of HELD_TABLES) {
    const rule = person.split;
    if (rule === undefined || rule === 'recomputed') continue;
    if (table === 'event' && rule.by === 'part') {
      const set = 'profile_id = $3, part_id = nullif(part_id, $3)';
      const change = { set, where: 'part_id = any($4)', values: [id, parts] };
      await changeEvents(client, shopId, profileId, change);
      continue;
    }
    const values = rule.by === 'part' ? [shopId, profileId, id, parts] : [shopId, profileId, id];
    for (const column of person.profile) await client.query(movingSql(table, column, rule), values);
  }
}

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
