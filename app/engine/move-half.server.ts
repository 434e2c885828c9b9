import type { ShopClient } from '#app/db.server.ts';
import type { Half } from '#app/profiles/split.ts';

/** What belongs to a part of a profile by itself: `$3` is who goes, `$4` the parts that go. */
const OWN = [
  `update identity set profile_id = $3, part_id = nullif(part_id, $3)
    where shop_id = $1 and profile_id = $2 and part_id = any($4)`,
  `update event set profile_id = $3, part_id = nullif(part_id, $3)
    where shop_id = $1 and profile_id = $2 and part_id = any($4)`,
  `update profile_part set profile_id = $3 where shop_id = $1 and profile_id = $2 and id = any($4)`,
  `update profile_join set profile_id = $3
    where shop_id = $1 and profile_id = $2 and from_part_id = any($4) and into_part_id = any($4)`,
  `update identity_claim set profile_id = $3
    where shop_id = $1 and profile_id = $2 and claimed_by = any($4)`,
  `update possible_duplicate set low_profile_id = $3
    where shop_id = $1 and low_profile_id = $2 and low_id = any($4)`,
  `update possible_duplicate set high_profile_id = $3
    where shop_id = $1 and high_profile_id = $2 and high_id = any($4)`,
];

/** What belongs to whoever something of theirs belongs to now, each after what it goes by. */
const FOLLOWING = [
  `update cart set profile_id = $3 from identity
    where cart.shop_id = $1 and cart.profile_id = $2 and identity.shop_id = $1 and identity.profile_id = $3
      and identity.kind = cart.kind and identity.value = cart.token`,
  `update purchase set profile_id = $3 from identity
    where purchase.shop_id = $1 and purchase.profile_id = $2 and identity.shop_id = $1
      and identity.profile_id = $3 and identity.kind = 'order' and identity.value = purchase.order_id`,
  `update journey_run set profile_id = $3 from identity
    where journey_run.shop_id = $1 and journey_run.profile_id = $2 and identity.shop_id = $1
      and identity.profile_id = $3
      and identity.kind = coalesce(context->>'kind', context->>'subject')
      and identity.value = coalesce(context->>'token', context->>'orderId')`,
  `update effect set profile_id = $3 from journey_run
    where effect.shop_id = $1 and effect.profile_id = $2 and journey_run.shop_id = $1
      and journey_run.profile_id = $3 and journey_run.id = effect.run_id`,
  `update decision set profile_id = $3 from journey_run
    where decision.shop_id = $1 and decision.profile_id = $2 and journey_run.shop_id = $1
      and journey_run.profile_id = $3 and journey_run.id = decision.run_id`,
  `update message set profile_id = $3 from effect
    where message.shop_id = $1 and message.profile_id = $2 and effect.shop_id = $1
      and effect.profile_id = $3 and effect.key = message.effect_key`,
  `update banner set profile_id = $3 from effect
    where banner.shop_id = $1 and banner.profile_id = $2 and effect.shop_id = $1
      and effect.profile_id = $3 and effect.key = banner.effect_key`,
  `update consent set profile_id = $3 from event
    where consent.shop_id = $1 and consent.profile_id = $2 and event.shop_id = $1
      and event.profile_id = $3 and event.id = consent.id`,
  `update application set profile_id = $3 from identity
    where application.shop_id = $1 and application.profile_id = $2 and identity.shop_id = $1
      and identity.profile_id = $3 and identity.kind = 'email' and identity.value = application.email`,
];

/**
 * Gives one of two people what is theirs: what their parts were told with, and what follows from that. What
 * cannot be told apart stays with the profile that remains.
 */
export async function moveHalf(
  client: ShopClient,
  shopId: string,
  profileId: string,
  { id, parts }: Half,
): Promise<void> {
  for (const sql of OWN) await client.query(sql, [shopId, profileId, id, parts]);
  for (const sql of FOLLOWING) await client.query(sql, [shopId, profileId, id]);
}
