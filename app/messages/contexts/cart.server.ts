import { standingOfRow } from '#app/profiles/carts/cart-columns.ts';
import type { CartSubject } from '#app/effects/cart-subject.ts';
import type { LoadedCart } from './cart.ts';
import type { ContextLoader } from './context-loader.server.ts';
import { selectCartsOfMails } from './store/carts-of-mails.server.ts';

/**
 * Loads the carts that mails are about. A mail speaks only of a cart that is its receiver's: two people may have been
 * received with one cart.
 */
export const loadCarts: ContextLoader<CartSubject, LoadedCart> = async (client, shopId, mails) => {
  const rows = await selectCartsOfMails(
    client,
    shopId,
    mails.map(({ key, profileId, current }) => ({ key, profileId, ...current })),
  );
  return new Map(
    rows.map(({ key, unclaimed, ...row }) => [
      key,
      { standing: standingOfRow(row), snapshot: row.cart, isUnclaimed: unclaimed },
    ]),
  );
};
