import type { ShopClient } from '#app/platform/db.server.ts';
import type { Hit } from '../judge-clicks.ts';

/** More of one mail say nothing more. */
const MOST_HITS = 100;

/**
 * Adds a hit to those that are held of a mail.
 * @param times `dueAt` when it is judged, unless hits go on; never later than `longestMs` after the first
 * @returns whether it is the first
 */
export async function insertHeldClick(
  client: ShopClient,
  shopId: string,
  effectKey: string,
  hit: Hit,
  { dueAt, longestMs }: { dueAt: number; longestMs: number },
): Promise<boolean> {
  const { rows } = await client.query<{ isFirst: boolean }>(
    `insert into held_click (shop_id, effect_key, profile_id, sent_at, first_at, due_at, hits)
     select $1, $2, profile_id, sent_at, $3, $4, jsonb_build_array($5::jsonb)
       from message where shop_id = $1 and effect_key = $2
     on conflict (shop_id, effect_key) do update
        set due_at = least($4, held_click.first_at + $6 * interval '1 ms'),
            hits = case when jsonb_array_length(held_click.hits) < $7 then held_click.hits || $5::jsonb
                        else held_click.hits end
     returning jsonb_array_length(hits) = 1 as "isFirst"`,
    [shopId, effectKey, new Date(hit.at), new Date(dueAt), hit, longestMs, MOST_HITS],
  );
  return rows[0]?.isFirst ?? false;
}

/** Adds a hit to those that are held of a person. */
export async function addHeldHit(
  client: ShopClient,
  shopId: string,
  profileId: string,
  hit: Hit,
): Promise<void> {
  await client.query(
    `update held_click set hits = hits || $3::jsonb
      where shop_id = $1 and profile_id = $2 and jsonb_array_length(hits) < $4`,
    [shopId, profileId, hit, MOST_HITS],
  );
}

/** Hits on the links of one mail, and whom it went to. */
export type HeldClickRow = {
  effectKey: string;
  sentAt: number;
  hits: unknown;
  email: string | null;
  customerId: string | null;
};

/** Takes hits that have been held for long enough. @param now epoch milliseconds */
export async function takeHeldClicks(
  client: ShopClient,
  shopId: string,
  now: number,
  limit: number,
): Promise<HeldClickRow[]> {
  const { rows } = await client.query<HeldClickRow>(
    `with due as (
       delete from held_click where shop_id = $1 and effect_key = any(array(
         select effect_key from held_click where shop_id = $1 and due_at <= $2
          order by due_at limit $3 for update))
       returning effect_key, profile_id, sent_at, hits)
     select due.effect_key as "effectKey", due.sent_at as "sentAt", due.hits,
            profile.email, profile.customer_id as "customerId"
       from due left join profile on profile.shop_id = $1 and profile.id = due.profile_id`,
    [shopId, new Date(now), limit],
  );
  return rows;
}
