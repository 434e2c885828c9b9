import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { internalDelivery, storeDeliveries } from '#app/events/intake.server.ts';
import { noteKeptApart } from '#app/profiles/kept-apart.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import type { Batching } from './apply-readings.server.ts';
import { splitProfile } from './split-profile.server.ts';

/** Two profiles, by id. */
export type Two = readonly [string, string];

/** `done` is false when one of them is not there any more, or are the same by now. */
export type Decided = { done: boolean };

/**
 * Says that two profiles are the same person. The worker joins them, like everything else that is told.
 * @param now epoch milliseconds
 */
export async function joinProfiles(
  client: ShopClient,
  shopId: string,
  two: Two,
  actor: string,
  now: number,
): Promise<Decided> {
  await claimShop(client, shopId);
  const identifiers = await strongest(client, shopId, two);
  if (identifiers.length !== 2) return { done: false };
  const body = { at: now, identifiers, by: actor };
  const delivery = internalDelivery('profile.joined', keyOf(two, now), now, body);
  await storeDeliveries(client, shopId, [delivery]);
  await setState(client, shopId, two, { state: 'joined', actor, now });
  await audit(client, shopId, 'profile.joined', two, actor, now);
  return { done: true };
}

/** Says that two profiles are two people: they are not joined by a guess, and nobody is asked again. */
export async function keepApart(
  client: ShopClient,
  shopId: string,
  two: Two,
  actor: string,
  now: number,
): Promise<Decided> {
  await claimShop(client, shopId);
  const done = await setState(client, shopId, two, { state: 'kept_apart', actor, now });
  if (done) await audit(client, shopId, 'profile.kept_apart', two, actor, now);
  return { done };
}

/**
 * Takes back what was decided of two profiles at a moment; then it is open again.
 * @param at when it was decided, epoch milliseconds
 */
export async function undoDecision(
  client: ShopClient,
  shopId: string,
  two: Two,
  at: number,
  actor: string,
  batching: Pick<Batching, 'policy' | 'currency' | 'now'>,
): Promise<Decided> {
  await claimShop(client, shopId);
  const { key } = internalDelivery('profile.joined', keyOf(two, at), at, {});
  const waiting = await client.query('delete from inbox where shop_id = $1 and delivery_key = $2', [
    shopId,
    key,
  ]);
  if (waiting.rowCount === 0) {
    const { rows } = await client.query<{ id: string }>(
      `select id from profile_join
        where shop_id = $1 and cause = 'profile.joined' and at = $2 and state = 'open'
          and (from_id = any($3) or into_id = any($3))`,
      [shopId, new Date(at), two],
    );
    for (const { id } of rows) {
      const { outcome } = await splitProfile(client, shopId, id, actor, batching, 'open');
      if (outcome !== 'split') return { done: false };
    }
  }
  const { now } = batching;
  const done = await setState(client, shopId, two, { state: 'open', actor: null, now });
  await audit(client, shopId, 'profile.reopened', two, actor, now);
  return { done };
}

/** The strongest identifier of each profile that is there. */
async function strongest(client: ShopClient, shopId: string, two: Two): Promise<Identifier[]> {
  const { rows } = await client.query<Identifier>(
    `select distinct on (profile_id) kind, value from identity
      where shop_id = $1 and profile_id = any($2)
      order by profile_id,
        array_position(array['customer', 'email', 'order', 'visitor', 'checkout', 'cart', 'phone'], kind), value`,
    [shopId, two],
  );
  return rows;
}

type State = {
  state: 'open' | 'joined' | 'kept_apart';
  actor: string | null;
  now: number;
};

async function setState(
  client: ShopClient,
  shopId: string,
  two: Two,
  { state, actor, now }: State,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update possible_duplicate set state = $3, decided_by = $4, decided_at = $5
      where shop_id = $1 and low_profile_id = any($2) and high_profile_id = any($2)
        and low_profile_id <> high_profile_id`,
    [shopId, two, state, actor, actor === null ? null : new Date(now)],
  );
  await noteKeptApart(client, shopId, two);
  return rowCount !== 0;
}

function keyOf(two: Two, at: number): string {
  return [...two].sort().concat(String(at)).join(':');
}

async function audit(
  client: ShopClient,
  shopId: string,
  action: string,
  [one, other]: Two,
  actor: string,
  now: number,
): Promise<void> {
  const entry = { actor, action, subject: `profile:${one}`, before: null, after: { other } };
  await recordAudit(client, shopId, entry, now);
}
