import type { ShopClient } from '#app/platform/db.server.ts';
import { saveCarts } from '#app/profiles/store/carts.server.ts';
import { saveDeletedOrders } from '#app/profiles/save-deleted-orders.server.ts';
import { savePurchases } from '#app/profiles/store/purchases.server.ts';
import type { StateChanges, LoadedState } from '#app/engine/load/loaded-state.ts';
import { cartRow, purchaseRow } from './cart-and-order-rows.ts';

/** Writes the carts, checkouts and orders that a batch changed, as they stand in the state after it. */
export async function saveCartsAndOrders(
  client: ShopClient,
  shopId: string,
  changes: StateChanges,
  loaded: LoadedState,
): Promise<void> {
  const { facts } = loaded;
  await saveCarts(
    client,
    shopId,
    changes.carts.flatMap((key) => {
      const fact = facts.carts.get(key);
      return fact ? [cartRow(fact)] : [];
    }),
  );
  await savePurchases(
    client,
    shopId,
    changes.purchases.flatMap((id) => {
      const fact = facts.purchases.get(id);
      return fact && fact.deletedAt === undefined ? [purchaseRow(fact)] : [];
    }),
  );
  const deleted = changes.purchases.flatMap((orderId) => {
    const deletedAt = facts.purchases.get(orderId)?.deletedAt;
    return deletedAt === undefined ? [] : [{ orderId, deletedAt }];
  });
  await saveDeletedOrders(client, shopId, deleted);
}
