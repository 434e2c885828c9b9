import type { ShopClient } from '#app/platform/db.server.ts';
import { planRemovals } from './reserve-codes.server.ts';
import { markCodesUsed, revokeCodesOfRuns, type CodeUse } from './store/code-states.server.ts';

/**
 * Notes the codes that orders were placed with. One that another person used than got it is deleted in Shopify as well, so
 * that a cancelled order does not bring it back.
 * @param month of the shop's calendar, its first day
 * @param now epoch milliseconds
 * @returns whether there is something to delete
 */
export async function noteUsedCodes(
  client: ShopClient,
  shopId: string,
  uses: readonly CodeUse[],
  month: string,
  now: number,
): Promise<boolean> {
  // Shopify takes codes in any case, and an order names each once.
  const byCode = new Map(uses.map((use) => [use.code.toUpperCase(), use]));
  if (byCode.size === 0) return false;
  const written = [...byCode].map(([code, use]) => ({ ...use, code }));
  const others = await markCodesUsed(client, shopId, written, month);
  const removals = others.map((ended) => ({ ...ended, dueAt: now }));
  await planRemovals(client, shopId, removals, 'revoke', now);
  return removals.length > 0;
}

/**
 * Takes back the codes of runs whose people ordered without them.
 * @param now epoch milliseconds
 * @returns whether there is something to delete
 */
export async function revokeUnusedCodes(
  client: ShopClient,
  shopId: string,
  runIds: readonly string[],
  now: number,
): Promise<boolean> {
  if (runIds.length === 0) return false;
  const ended = await revokeCodesOfRuns(client, shopId, runIds, 'ordered_without');
  const removals = ended.map((one) => ({ ...one, dueAt: now }));
  await planRemovals(client, shopId, removals, 'revoke', now);
  return removals.length > 0;
}
