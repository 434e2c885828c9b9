import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { deletePending } from '#app/events/inbox/store/pending-deliveries.server.ts';
import { saveNotDuplicates } from '#app/profiles/store/not-duplicates.server.ts';
import { strongestIdentifiers } from '#app/profiles/store/identities.server.ts';
import {
  savePairDecision,
  type PairDecision,
} from '#app/profiles/store/possible-duplicates.server.ts';
import { findJoinsDecidedAt } from '#app/profiles/store/profile-joins.server.ts';
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
  if ((await deletePending(client, shopId, [key])) === 0) {
    const joins = await findJoinsDecidedAt(client, shopId, pair, at);
    for (const { id } of joins) {
      const { outcome } = await splitProfile(client, shopId, id, actor, options, 'open');
      if (outcome !== 'split') return { done: false };
    }
  }
  const { now } = options;
  const done = await setPairState(client, shopId, pair, { state: 'open', actor: null, now });
  await audit(client, shopId, 'profile.reopened', pair, actor, now);
  return { done };
}

async function setPairState(
  client: ShopClient,
  shopId: string,
  pair: ProfilePair,
  decision: PairDecision,
): Promise<boolean> {
  const isPair = await savePairDecision(client, shopId, pair, decision);
  await saveNotDuplicates(client, shopId, pair);
  return isPair;
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
