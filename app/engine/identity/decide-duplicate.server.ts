import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { saveNotDuplicates } from '#app/profiles/store/not-duplicates.server.ts';
import { claimShop } from '#app/platform/claim-shop.server.ts';
import type { BatchOptions } from '#app/engine/process-batch.server.ts';
import { splitProfile } from './split-profile.server.ts';

/** Two profiles, by id. */
export type ProfilePair = readonly [string, string];

/** `done` is false when one of them is not there any more, or are the same by now. */
export type DuplicateDecision = { done: boolean };

/**
 * Marks two profiles as the same person. The worker merges them, as it does with everything that is received.
 * @param now epoch milliseconds
 */
export async function markDuplicate(
  client: ShopClient,
  shopId: string,
  pair: ProfilePair,
  actor: string,
  now: number,
): Promise<DuplicateDecision> {
  await claimShop(client, shopId);
  const identifiers = await strongestIdentifiers(client, shopId, pair);
  if (identifiers.length !== 2) return { done: false };
  const body = { at: now, identifiers, by: actor };
  const delivery = internalDelivery('profile.joined', pairKey(pair, now), now, body);
  await storeDeliveries(client, shopId, [delivery]);
  await setPairState(client, shopId, pair, { state: 'joined', actor, now });
  await audit(client, shopId, 'profile.joined', pair, actor, now);
  return { done: true };
}

/** Marks two profiles as two people: they are not merged by a guess, and staff are not asked again. */
export async function markNotDuplicate(
  client: ShopClient,
  shopId: string,
  pair: ProfilePair,
  actor: string,
  now: number,
): Promise<DuplicateDecision> {
  await claimShop(client, shopId);
  const done = await setPairState(client, shopId, pair, { state: 'kept_apart', actor, now });
  if (done) await audit(client, shopId, 'profile.kept_apart', pair, actor, now);
  return { done };
}

/**
 * Takes back what was decided of two profiles at a moment; then it is open again.
 * @param at when it was decided, epoch milliseconds
 */
export async function undoDuplicateDecision(
  client: ShopClient,
  shopId: string,
  pair: ProfilePair,
  at: number,
  actor: string,
  options: Pick<BatchOptions, 'policy' | 'currency' | 'now'>,
): Promise<DuplicateDecision> {
  await claimShop(client, shopId);
  const { key } = internalDelivery('profile.joined', pairKey(pair, at), at, {});
  const pending = await client.query('delete from inbox where shop_id = $1 and delivery_key = $2', [
    shopId,
    key,
  ]);
  if (pending.rowCount === 0) {
    const { rows } = await client.query<{ id: string }>(
      `select id from profile_join
        where shop_id = $1 and cause = 'profile.joined' and at = $2 and state = 'open'
          and (from_id = any($3) or into_id = any($3))`,
      [shopId, new Date(at), pair],
    );
    for (const { id } of rows) {
      const { outcome } = await splitProfile(client, shopId, id, actor, options, 'open');
      if (outcome !== 'split') return { done: false };
    }
  }
  const { now } = options;
  const done = await setPairState(client, shopId, pair, { state: 'open', actor: null, now });
  await audit(client, shopId, 'profile.reopened', pair, actor, now);
  return { done };
}

/** The strongest identifier of each profile that is there. */
async function strongestIdentifiers(
  client: ShopClient,
  shopId: string,
  pair: ProfilePair,
): Promise<Identifier[]> {
  const { rows } = await client.query<Identifier>(
    `select distinct on (profile_id) kind, value from identity
      where shop_id = $1 and profile_id = any($2)
      order by profile_id,
        array_position(array['customer', 'email', 'order', 'visitor', 'checkout', 'cart', 'phone'], kind), value`,
    [shopId, pair],
  );
  return rows;
}

type PairState = {
  state: 'open' | 'joined' | 'kept_apart';
  actor: string | null;
  now: number;
};

async function setPairState(
  client: ShopClient,
  shopId: string,
  pair: ProfilePair,
  { state, actor, now }: PairState,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update possible_duplicate set state = $3, decided_by = $4, decided_at = $5
      where shop_id = $1 and low_profile_id = any($2) and high_profile_id = any($2)
        and low_profile_id <> high_profile_id`,
    [shopId, pair, state, actor, actor === null ? null : new Date(now)],
  );
  await saveNotDuplicates(client, shopId, pair);
  return rowCount !== 0;
}

function pairKey(pair: ProfilePair, at: number): string {
  return [...pair].sort().concat(String(at)).join(':');
}

async function audit(
  client: ShopClient,
  shopId: string,
  action: string,
  [one, other]: ProfilePair,
  actor: string,
  now: number,
): Promise<void> {
  const entry = { actor, action, subject: `profile:${one}`, before: null, after: { other } };
  await recordAudit(client, shopId, entry, now);
}
