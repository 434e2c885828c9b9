import type { ShopClient } from '#app/platform/db.server.ts';
import { endsAt, verifyChain, NO_CHAIN } from './chain.server.ts';
import type { ChainCheck } from './chain.ts';
import { listProven, recordedEnd } from './store/consent-chain.server.ts';

/** Rows read at a time; a shop may have millions. */
const PAGE = 10_000;

/**
 * Verifies the whole chain of a shop, a page at a time: some ten thousands a second. What is recorded
 * meanwhile is not looked at.
 */
export async function checkChain(client: ShopClient, shopId: string): Promise<ChainCheck> {
  const recorded = await recordedEnd(client, shopId);
  let erased = 0;
  let end = NO_CHAIN;
  for (;;) {
    const rows = await listProven(client, shopId, end.length, recorded.length, PAGE);
    const check = verifyChain(shopId, rows, end);
    if (check.outcome === 'broken') return check;
    erased += check.erased;
    end = check.end;
    if (rows.length < PAGE) return endsAt({ ...check, erased }, recorded);
  }
}
