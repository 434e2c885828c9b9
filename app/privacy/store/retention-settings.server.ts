import type { ShopClient } from '#app/platform/db.server.ts';
import { RETENTION_KINDS, type RetentionPeriods } from '../retention-periods.ts';

const COLUMNS = RETENTION_KINDS.map((kind) => `keep_${kind}_days as ${kind}`).join(', ');
const SET = RETENTION_KINDS.map((kind, n) => `keep_${kind}_days = $${String(n + 2)}`).join(', ');

/**
 * How long what of a shop is kept.
 * @throws when there is no such shop
 */
export async function retentionPeriods(
  client: ShopClient,
  shopId: string,
): Promise<RetentionPeriods> {
  const { rows } = await client.query<RetentionPeriods>(
    `select ${COLUMNS} from shop where id = $1`,
    [shopId],
  );
  const [periods] = rows;
  if (!periods) throw new Error(`Shop ${shopId} is not known.`);
  return periods;
}

/** Saves other periods. */
export async function updateRetentionPeriods(
  client: ShopClient,
  shopId: string,
  periods: RetentionPeriods,
): Promise<void> {
  await client.query(`update shop set ${SET} where id = $1`, [
    shopId,
    ...RETENTION_KINDS.map((kind) => periods[kind]),
  ]);
}
