import type pg from 'pg';
import {
  completeEffects,
  failUnreadableEffects,
  takeDueEffects,
  type CompletedEffect,
  type DueEffect,
} from '#app/effects/outbox.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { idOf } from '#app/lib/ids.ts';
import type { BannerContent } from './banner-content.ts';
import { loadBanners } from './load-banners.server.ts';

/** What placing needs from the process around it. */
export type BannerServices = { pool: pg.Pool; clock: Clock; heartbeat: Heartbeat };

const KINDS = ['banner', 'withdraw_banners'] as const;
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
      const { effects, taken: rows } = await takeDueEffects(client, shopId, KINDS, {
        limit: BATCH,
        now,
      });
      const withdrawals = effects.filter((effect) => effect.kind === 'withdraw_banners');
      await withdraw(client, shopId, withdrawals, now);
      const banners = effects.filter((effect) => effect.kind === 'banner');
      placed += await place(client, shopId, banners, now);
      return rows;
    });
  }
  return placed;
}

/** The runs of effects that people have left. */
async function exitedRuns(
  client: ShopClient,
  shopId: string,
  effects: readonly DueEffect<'banner'>[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>(
    "select id from journey_run where shop_id = $1 and id = any($2) and state = 'exited'",
    [shopId, effects.flatMap(({ runId }) => runId ?? [])],
  );
  return new Set(rows.map(({ id }) => id));
}

async function place(
  client: ShopClient,
  shopId: string,
  effects: readonly DueEffect<'banner'>[],
  now: number,
): Promise<number> {
  if (effects.length === 0) return 0;
  const unreadable: string[] = [];
  const known = await loadBanners(client, shopId);
  const exited = await exitedRuns(client, shopId, effects);
  const banners = effects.flatMap((effect) => {
    const { template, context, expiresAt } = effect.payload;
    const banner = known.get(template);
    if (!banner) {
      unreadable.push(effect.key);
      return [];
    }
    const {
      version,
      content: { name: _name, ...copy },
    } = banner;
    const content: BannerContent = { template, version, context, ...copy };
    const hasEnded = effect.runId !== null && exited.has(effect.runId);
    const skipped = hasEnded ? 'run_ended' : expiresAt <= now ? 'expired' : null;
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
      wanted.map(({ effect }) => effect.profileId),
      wanted.map(({ effect }) => effect.runId),
      wanted.map(({ content }) => JSON.stringify(content)),
      wanted.map(({ expiresAt }) => new Date(expiresAt)),
    ],
  );
  await completeEffects(
    client,
    shopId,
    banners.map(({ effect, skipped }) => completedBanner(effect.key, skipped)),
    now,
  );
  return wanted.length;
}

async function withdraw(
  client: ShopClient,
  shopId: string,
  effects: readonly DueEffect<'withdraw_banners'>[],
  now: number,
): Promise<void> {
  if (effects.length === 0) return;
  await client.query(
    `update banner set state = 'closed', closed_at = $2
      where shop_id = $1 and run_id = any($3::uuid[]) and state in ('waiting', 'seen')`,
    [shopId, new Date(now), effects.map(({ runId }) => runId)],
  );
  await completeEffects(
    client,
    shopId,
    effects.map(({ key }) => completedBanner(key, null)),
    now,
  );
}

/** @param skipped why it was not placed; null when it was done */
function completedBanner(key: string, skipped: string | null): CompletedEffect {
  return { key, state: skipped === null ? 'done' : 'skipped', reason: skipped };
}
