import type { ShopClient } from '#app/db.server.ts';
import type { Half } from '#app/profiles/split.ts';

/**
 * What belongs to a part of a profile by itself: the table, the column with the profile, the columns that name
 * the part, and what else changes with it.
 */
const OWN: [table: string, profile: string, parts: string[], besides?: string][] = [
  ['identity', 'profile_id', ['part_id'], ', part_id = nullif(part_id, $3)'],
  ['event', 'profile_id', ['part_id'], ', part_id = nullif(part_id, $3)'],
  ['profile_part', 'profile_id', ['id']],
  ['profile_join', 'profile_id', ['from_part_id', 'into_part_id']],
  ['identity_claim', 'profile_id', ['claimed_by']],
  ['possible_duplicate', 'low_profile_id', ['low_id']],
  ['possible_duplicate', 'high_profile_id', ['high_id']],
];

/** What belongs to whoever something of theirs belongs to now, each after what it goes by. */
const FOLLOWING: [table: string, goesBy: string, tie: string][] = [
  ['cart', 'identity', 'identity.kind = cart.kind and identity.value = cart.token'],
  ['purchase', 'identity', "identity.kind = 'order' and identity.value = purchase.order_id"],
  [
    'journey_run',
    'identity',
    `identity.kind = coalesce(context->>'kind', context->>'subject')
      and identity.value = coalesce(context->>'token', context->>'orderId')`,
  ],
  ['effect', 'journey_run', 'journey_run.id = effect.run_id'],
  ['decision', 'journey_run', 'journey_run.id = decision.run_id'],
  ['message', 'effect', 'effect.key = message.effect_key'],
  ['banner', 'effect', 'effect.key = banner.effect_key'],
  ['consent', 'event', 'event.id = consent.id'],
  ['application', 'identity', "identity.kind = 'email' and identity.value = application.email"],
];

/**
 * Gives one of two people what is theirs: what their parts were told with, and what follows from that. What
 * cannot be told apart stays with the profile that remains.
 * @param profileId the profile that both were taken for, and that remains
 */
export async function moveHalf(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { id, parts }: Half,
): Promise<void> {
  for (const [table, profile, partColumns, besides] of OWN) {
    const ofParts = partColumns.map((part) => `${part} = any($4)`).join(' and ');
    await client.query(
      `update ${table} set ${profile} = $3 ${besides ?? ''}
       where shop_id = $1 and ${profile} = $2 and ${ofParts}`,
      [shopId, profileId, id, parts],
    );
  }
  for (const [table, goesBy, tie] of FOLLOWING) {
    await client.query(
      `update ${table} set profile_id = $3 from ${goesBy}
       where ${table}.shop_id = $1 and ${table}.profile_id = $2
         and ${goesBy}.shop_id = $1 and ${goesBy}.profile_id = $3 and ${tie}`,
      [shopId, profileId, id],
    );
  }
}
