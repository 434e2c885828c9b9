import type { ShopClient } from '#app/platform/db.server.ts';
import { removeCartFromDeltas } from '#app/events/store/profile-events.server.ts';
import { removeCartFromParts } from '#app/profiles/store/profile-parts.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import { changeEvents } from './change-events.server.ts';

/**
 * Takes carts that turned out to be another person's off what profiles remember of their parts, and of what was added
 * to each since, so that a split gives them back to neither. Before the parts and events of the batch are written:
 * those say what is known of it already.
 */
export async function saveReassignedCarts(
  client: ShopClient,
  shopId: string,
  reassigned: StateChanges['reassignedCarts'],
): Promise<void> {
  for (const cart of reassigned) {
    await removeCartFromParts(client, shopId, cart.profileIds, cart);
    for (const id of cart.profileIds)
      await changeEvents(client, shopId, id, (span) =>
        removeCartFromDeltas(client, shopId, span, cart),
      );
  }
}
