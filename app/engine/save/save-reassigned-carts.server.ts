import type { ShopClient } from '#app/platform/db.server.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';
import { changeEvents } from './change-events.server.ts';

/** What is left of a remembered state without its newest cart or checkout. */
function withoutCartSql(state: string): string {
  return `(select json_object_agg(key, value) from json_each(${state}) where key <> $3)`;
}

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
  for (const { kind, token, profileIds } of reassigned) {
    await client.query(
      `update profile_part set state = ${withoutCartSql('state')}
        where shop_id = $1 and profile_id = any($2) and state -> $3::text ->> 'token' = $4`,
      [shopId, profileIds, kind, token],
    );
    for (const id of profileIds)
      await changeEvents(client, shopId, id, {
        set: `delta = ${withoutCartSql('delta')}`,
        where: `delta -> $3::text ->> 'token' = $4`,
        values: [kind, token],
      });
  }
}
