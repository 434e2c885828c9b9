import type { ShopClient } from '#app/platform/db.server.ts';

/** The runs of some that people have left. */
export async function exitedRunsOf(
  client: ShopClient,
  shopId: string,
  runIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    "select id from journey_run where shop_id = $1 and id = any($2) and state = 'exited'",
    [shopId, runIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** A banner for the next visit; `content` is what its JSON says, times are epoch milliseconds. */
export type NewBanner = {
  id: string;
  effectKey: string;
  profileId: string | null;
  runId: string | null;
  journeyKey: string | null;
  content: object;
  expiresAt: number;
};

/** Places banners; what was placed for the same effect stays as it is. */
export async function insertBanners(
  client: ShopClient,
  shopId: string,
  banners: readonly NewBanner[],
  now: number,
): Promise<void> {
  await client.query(
    `insert into banner (shop_id, id, effect_key, profile_id, run_id, journey_key, content, state, created_at, expires_at)
     select $1, b.id, b.key, b.profile_id, b.run_id, b.journey_key, b.content, 'waiting', $2, b.expires_at
       from unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::text[], $8::jsonb[], $9::timestamptz[])
            as b (id, key, profile_id, run_id, journey_key, content, expires_at)
     on conflict (shop_id, effect_key) do nothing`,
    [
      shopId,
      new Date(now),
      banners.map(({ id }) => id),
      banners.map(({ effectKey }) => effectKey),
      banners.map(({ profileId }) => profileId),
      banners.map(({ runId }) => runId),
      banners.map(({ journeyKey }) => journeyKey),
      banners.map(({ content }) => JSON.stringify(content)),
      banners.map(({ expiresAt }) => new Date(expiresAt)),
    ],
  );
}

/** Takes back the banners of runs that were not closed by the shopper. */
export async function closeBannersOf(
  client: ShopClient,
  shopId: string,
  runIds: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `update banner set state = 'closed', closed_at = $2
      where shop_id = $1 and run_id = any($3::uuid[]) and state in ('waiting', 'seen')`,
    [shopId, new Date(now), runIds],
  );
}
