import type { ShopClient } from '#app/platform/db.server.ts';
import type { RetentionKind } from '../retention-periods.ts';

/** An effect that something may still come of; what belongs to it stays. */
const OPEN = `('ready', 'attempted', 'in_doubt')`;

/** Rows of a table that become old. */
export type OldRows = {
  /** Its period, in the shop's settings or the same for all. */
  kind: RetentionKind | { days: number };
  table: string;
  /** Which rows are old: `$1` is the shop, `$2` the moment before which. */
  old: string;
  /** Whether whole months are kept, because the table is dropped by the month. */
  isMonthly?: true;
};

/**
 * What becomes old, in the order in which it is deleted. What is not completed is never old: an email under way or in
 * doubt, with its run and its record, stays until that is decided.
 */
export const OLD_ROWS: readonly OldRows[] = [
  { kind: 'events', table: 'event', old: 'at < $2', isMonthly: true },
  { kind: 'decisions', table: 'decision', old: 'at < $2', isMonthly: true },
  {
    kind: 'messages',
    table: 'message',
    old: `sent_at < $2 and not exists (select from effect where effect.shop_id = $1
      and effect.key = message.effect_key and effect.state in ${OPEN})`,
  },
  { kind: 'messages', table: 'banner', old: 'created_at < $2 and expires_at < $2' },
  {
    kind: 'messages',
    table: 'offer_code',
    // One that Shopify may still know stays until it was deleted there.
    old: `issued_at < $2 and expires_at < $2 and state in ('used', 'revoked', 'expired')`,
  },
  {
    kind: 'effects',
    table: 'effect',
    old: `created_at < $2 and state not in ${OPEN}
      and coalesce(settled_at, attempted_at, created_at) < $2`,
  },
  {
    kind: 'runs',
    table: 'journey_run',
    old: `entered_at < $2 and state <> 'active' and ended_at < $2
      and not exists (select from effect where effect.shop_id = $1 and effect.run_id = journey_run.id
        and effect.state in ${OPEN})`,
  },
  { kind: 'quarantine', table: 'quarantine', old: 'received_at < $2' },
  { kind: 'audit', table: 'audit', old: 'at < $2' },
  { kind: 'tasks', table: 'sales_task', old: `state <> 'open' and closed_at < $2` },
  // Any visitor may have sent it in the name of an address. Its link works for two weeks.
  {
    kind: { days: 30 },
    table: 'application',
    old: `state = 'submitted' and verified_at is null and greatest(submitted_at, verification_sent_at) < $2`,
  },
];

/**
 * Deletes some of the old rows of a shop.
 * @param part `partition` of the table, or the table itself; `before` is epoch milliseconds
 * @returns how many
 */
export async function deleteOldPart(
  client: ShopClient,
  shopId: string,
  { table, old }: OldRows,
  { partition, before, most }: { partition: string; before: number; most: number },
): Promise<number> {
  const { rowCount } = await client.query(
    `delete from only ${partition} as ${table} where shop_id = $1 and ctid = any(array(
       select ctid from only ${partition} as ${table} where shop_id = $1 and ${old} limit $3))`,
    [shopId, new Date(before), most],
  );
  return rowCount ?? 0;
}
