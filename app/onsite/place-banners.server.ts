import type pg from 'pg';
import { z } from 'zod';
import { failUnreadableEffects } from '#app/consent/fail-unreadable-effects.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { idOf } from '#app/lib/ids.ts';
import { BannerContent } from './banner-content.ts';
import { bannerCopy } from './banner-copy.ts';

/** What placing needs from the process around it. */
export type BannerServices = { pool: pg.Pool; clock: Clock; heartbeat: Heartbeat };

const BannerRequest = z.object({
  template: z.string(),
  context: BannerContent.shape.context,
  expiresAt: z.number(),
});

type EffectRow = {
  key: string;
  kind: string;
  profile_id: string;
  run_id: string;
  payload: unknown;
  run_state: string | null;
};

const BATCH = 500;

/**
 * Places the banners that journeys asked for, and takes back those of runs that ended. One transaction a
 * batch, so it is safe to kill and to run again.
 */
export async function placeBanners(
  { pool, clock, heartbeat }: BannerServices,
  shopId: string,
): Promise<number> {
  let placed = 0;
  for (let taken = BATCH; taken === BATCH;) {
    taken = await inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      const now = clock.now();
      const effects = await dueEffects(client, shopId, now);
      await withdraw(
        client,
        shopId,
        effects.filter(({ kind }) => kind === 'withdraw_banners'),
        now,
      );
      placed += await place(
        client,
        shopId,
        effects.filter(({ kind }) => kind === 'banner'),
        now,
      );
      return effects.length;
    });
  }
  return placed;
}

async function dueEffects(client: ShopClient, shopId: string, now: number): Promise<EffectRow[]> {
  const { rows } = await client.query<EffectRow>(
    `select e.key, e.kind, e.profile_id, e.run_id, e.payload, r.state as run_state
       from effect e
       left join journey_run r on r.shop_id = $1 and r.id = e.run_id
      where e.shop_id = $1 and e.kind in ('banner', 'withdraw_banners') and e.state = 'ready' and e.due_at <= $2
      order by e.due_at, e.key
      limit $3
        for update of e`,
    [shopId, new Date(now), BATCH],
  );
  return rows;
}

async function place(
  client: ShopClient,
  shopId: string,
  effects: readonly EffectRow[],
  now: number,
): Promise<number> {
  const unreadable: string[] = [];
  const banners = effects.flatMap((effect) => {
    const request = BannerRequest.safeParse(effect.payload);
    const copy = request.success ? bannerCopy(request.data.template) : null;
    if (!request.success || copy === null) {
      unreadable.push(effect.key);
      return [];
    }
    const { template, context, expiresAt } = request.data;
    const content: BannerContent = { template, context, ...copy };
    const skipped =
      effect.run_state === 'exited' ? 'run_ended' : expiresAt <= now ? 'expired' : null;
    return [{ effect, content, expiresAt, skipped }];
  });
  // One that makes no sense must not hold up the others, nor the mails after them.
  await failUnreadableEffects(client, shopId, unreadable, now);
  const wanted = banners.filter(({ skipped }) => skipped === null);
  await client.query(
    `insert into banner (shop_id, id, effect_key, profile_id, run_id, content, state, created_at, expires_at)
     select $1, b.id, b.key, b.profile_id, b.run_id, b.content, 'waiting', $2, b.expires_at
       from unnest($3::uuid[], $4::text[], $5::uuid[], $6::uuid[], $7::jsonb[], $8::timestamptz[])
            as b (id, key, profile_id, run_id, content, expires_at)
     on conflict (shop_id, effect_key) do nothing`,
    [
      shopId,
      new Date(now),
      wanted.map(({ effect }) => idOf('banner', shopId, effect.key)),
      wanted.map(({ effect }) => effect.key),
      wanted.map(({ effect }) => effect.profile_id),
      wanted.map(({ effect }) => effect.run_id),
      wanted.map(({ content }) => JSON.stringify(content)),
      wanted.map(({ expiresAt }) => new Date(expiresAt)),
    ],
  );
  await completeEffects(
    client,
    shopId,
    banners.map(({ effect, skipped }) => ({ key: effect.key, reason: skipped })),
    now,
  );
  return wanted.length;
}

async function withdraw(
  client: ShopClient,
  shopId: string,
  effects: readonly EffectRow[],
  now: number,
): Promise<void> {
  if (effects.length === 0) return;
  await client.query(
    `update banner set state = 'closed', closed_at = $2
      where shop_id = $1 and run_id = any($3::uuid[]) and state in ('waiting', 'seen')`,
    [shopId, new Date(now), effects.map(({ run_id }) => run_id)],
  );
  await completeEffects(
    client,
    shopId,
    effects.map(({ key }) => ({ key, reason: null })),
    now,
  );
}

async function completeEffects(
  client: ShopClient,
  shopId: string,
  completed: readonly { key: string; reason: string | null }[],
  now: number,
): Promise<void> {
  await client.query(
    `update effect e
        set state = case when m.reason is null then 'done' else 'skipped' end, reason = m.reason, settled_at = $2
       from unnest($3::text[], $4::text[]) as m (key, reason)
      where e.shop_id = $1 and e.key = m.key and e.state = 'ready'`,
    [shopId, new Date(now), completed.map(({ key }) => key), completed.map(({ reason }) => reason)],
  );
}
