import type { ShopClient } from '#app/platform/db.server.ts';
import { endsAt, verifyChain, NO_CHAIN, type ProvenConsent } from './chain.server.ts';
import type { ChainCheck, ChainEnd } from './chain.ts';

/** Everything of a proof that its chain is made of, for a `select` from `consent`. */
export const PROVEN = `id, channel, state, at, recorded_at as "recordedAt", subject, source, wording, page, seq, salt,
  digest, previous, hash, erased_at as "erasedAt"`;

/** Rows read at a time; a shop may have millions. */
const PAGE = 10_000;

/**
 * Verifies the whole chain of a shop, a page at a time: some ten thousands a second. What is recorded
 * meanwhile is not looked at.
 */
export async function checkChain(client: ShopClient, shopId: string): Promise<ChainCheck> {
  const { rows: chains } = await client.query<{ length: number; head: string }>(
    'select length, head from consent_chain where shop_id = $1',
    [shopId],
  );
  const recorded: ChainEnd = chains[0] ?? NO_CHAIN;
  let erased = 0;
  let end = NO_CHAIN;
  for (;;) {
    const { rows } = await client.query<ProvenConsent>(
      `select ${PROVEN} from consent where shop_id = $1 and seq > $2 and seq <= $3 order by seq limit $4`,
      [shopId, end.length, recorded.length, PAGE],
    );
    const check = verifyChain(shopId, rows, end);
    if (check.outcome === 'broken') return check;
    erased += check.erased;
    end = check.end;
    if (rows.length < PAGE) return endsAt({ ...check, erased }, recorded);
  }
}
