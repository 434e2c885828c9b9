import type { ShopClient } from '#app/platform/db.server.ts';
import { IS_OPEN } from './open-requests.server.ts';

/**
 * Has a shop's privacy requests checked at a moment at the latest, whatever becomes of their job.
 * @param at epoch milliseconds
 */
export async function scheduleRequestCheck(
  client: ShopClient,
  shopId: string,
  at: number,
): Promise<void> {
  await client.query(
    'update shop set privacy_due_at = least(privacy_due_at, $2::timestamptz) where id = $1',
    [shopId, new Date(at)],
  );
}

/**
 * Notes when requests that still wait are checked next, or that none waits. The caller has locked the shop's row.
 * @param at epoch milliseconds
 */
export async function setNextRequestCheck(
  client: ShopClient,
  shopId: string,
  at: number,
): Promise<void> {
  await client.query(
    `update shop set privacy_due_at = case
       when exists (select from compliance_duty where shop_id = $1 and ${IS_OPEN}) then $2::timestamptz end
     where id = $1`,
    [shopId, new Date(at)],
  );
}
