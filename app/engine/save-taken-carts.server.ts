import type { ShopClient } from '#app/db.server.ts';
import { changeEvents } from './change-events.server.ts';
import type { Changes } from './world.ts';

/** What is left of a remembered state without its newest cart or checkout. */
function without(state: string): string {
  return `(select json_object_agg(key, value) from json_each(${state}) where key <> $3)`;
}

/**
 * Takes carts that turned out to be another person's off what profiles remember of their parts, and of what was added
 * to each since, so that a split gives them back to neither. Before the parts and events of the batch are written:
 * those say what is known of it already.
 */
export async function saveTakenCarts(
  client: ShopClient,
  shopId: string,
  taken: Changes['takenCarts'],
): Promise<void> {
  for (const { kind, token, profileIds } of taken) {
    await client.query(
      `update profile_part set state = ${without('state')}
        where shop_id = $1 and profile_id = any($2) and state -> $3::text ->> 'token' = $4`,
      [shopId, profileIds, kind, token],
    );
    for (const id of profileIds)
      await changeEvents(client, shopId, id, {
        set: `delta = ${without('delta')}`,
        where: `delta -> $3::text ->> 'token' = $4`,
        values: [kind, token],
      });
  }
}
