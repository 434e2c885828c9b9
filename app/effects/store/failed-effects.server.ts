import { limitAndOffset, sqlOrder, type ListView } from '#app/lib/list-view.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { FailedEffect } from '../failed-effects.ts';
import type { EffectKind } from '../registry.ts';

/** How many a page of the list holds. */
export const FAILURES_SHOWN = 100;

/** One page of the failed effects, and one more when there are more. `search` is looked for in person and answer. */
export async function selectFailedEffects(
  client: ShopClient,
  shopId: string,
  view: ListView<'time'>,
): Promise<Omit<FailedEffect, 'canRetry'>[]> {
  const { rows } = await client.query<Omit<FailedEffect, 'canRetry'>>(
    `select key, kind, payload->>'template' as template, profile_id as "profileId", name, email,
            coalesce(payload->>'applicationId', payload#>>'{context,applicationId}') as "applicationId",
            reason, answer, attempts, coalesce(settled_at, attempted_at, created_at) as "failedAt"
       from effect
       left join profile on profile.shop_id = $1 and profile.id = effect.profile_id
      where effect.shop_id = $1 and effect.state = 'failed'
        and position($2 in lower(concat_ws(' ', name, email, kind, reason, answer))) > 0
      order by "failedAt" ${sqlOrder(view)}, key limit $3 offset $4`,
    [shopId, view.search.toLowerCase(), ...limitAndOffset(view, FAILURES_SHOWN)],
  );
  return rows;
}

/**
 * Makes failed effects of some kinds ready again, as if they had never been tried.
 * @param now epoch milliseconds
 * @returns those that had failed
 */
export async function readyFailedEffects(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  kinds: readonly EffectKind[],
  now: number,
): Promise<{ key: string; kind: EffectKind }[]> {
  const { rows } = await client.query<{ key: string; kind: EffectKind }>(
    `update effect set state = 'ready', reason = null, answer = null, attempts = 0, settled_at = null,
                       due_at = $3
      where shop_id = $1 and key = any($2) and state = 'failed' and kind = any($4)
      returning key, kind`,
    [shopId, keys, new Date(now), kinds],
  );
  return rows;
}
