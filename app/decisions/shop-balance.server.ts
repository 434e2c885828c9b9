import type { ShopClient } from '#app/platform/db.server.ts';
import { balanceOfRows, type ShopBalance } from './shop-balance.ts';
import { countBalance } from './store/count-balance.server.ts';

/** Where every mail, banner and run of a shop is now; see `balanceFaults` for what may be wrong with it. */
export async function shopBalance(client: ShopClient, shopId: string): Promise<ShopBalance> {
  return balanceOfRows(await countBalance(client, shopId));
}
