import type { DefinitionVersion } from '#app/definitions/definition-kind.ts';
import type { CompletedEffect, DueEffect } from '#app/effects/due-effect.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import type { BannerContent } from './banner-content.ts';
import type { BannerCopy } from './banner-copy.ts';
import { loadBanners } from './load-banners.server.ts';
import { closeBannersOf, exitedRunsOf, insertBanners } from './store/place-banners.server.ts';

type BannerVersion = DefinitionVersion<BannerCopy>;

/** Places the banners that journeys asked for. */
export const bannerExecutor: EffectExecutor<'banner', unknown> = {
  works: 'in transactions',
  execute: placeBanners,
};

/** Takes back the banners of runs that ended. */
export const withdrawBannersExecutor: EffectExecutor<'withdraw_banners', unknown> = {
  works: 'in transactions',
  execute: withdrawBanners,
};

async function placeBanners(
  client: ShopClient,
  shopId: string,
  effects: readonly DueEffect<'banner'>[],
  now: number,
): Promise<CompletedEffect[]> {
  const runIds = effects.flatMap(({ runId }) => runId ?? []);
  const exited = await exitedRunsOf(client, shopId, runIds);
  const known = await loadBanners(client, shopId);
  const placed = effects.map((effect) =>
    placedBanner(effect, known.get(effect.payload.template), exited, now),
  );
  const banners = placed.flatMap(({ effect, content, refusal }) =>
    content === null || refusal !== null ? [] : [newBanner(shopId, effect, content)],
  );
  await insertBanners(client, shopId, banners, now);
  return placed.map(({ effect: { key }, content, refusal }): CompletedEffect => {
    // One that makes no sense must not hold up the others, nor the mails after them.
    if (content === null) return { key, state: 'failed', reason: 'unreadable' };
    return { key, state: refusal === null ? 'done' : 'skipped', reason: refusal };
  });
}

function placedBanner(
  effect: DueEffect<'banner'>,
  banner: BannerVersion | undefined,
  exited: ReadonlySet<string>,
  now: number,
) {
  const { template, context, expiresAt } = effect.payload;
  const content = banner ? bannerContent(banner, template, context) : null;
  const hasEnded = effect.runId !== null && exited.has(effect.runId);
  const refusal = hasEnded ? 'run_ended' : expiresAt <= now ? 'expired' : null;
  return { effect, content, refusal };
}

function bannerContent(
  { version, content: { name: _name, ...copy } }: BannerVersion,
  template: string,
  context: BannerContent['context'],
): BannerContent {
  return { template, version, context, ...copy };
}

function newBanner(shopId: string, effect: DueEffect<'banner'>, content: BannerContent) {
  const { key: effectKey, profileId, runId, payload } = effect;
  const id = idOf('banner', shopId, effectKey);
  return { id, effectKey, profileId, runId, content, expiresAt: payload.expiresAt };
}

async function withdrawBanners(
  client: ShopClient,
  shopId: string,
  effects: readonly DueEffect<'withdraw_banners'>[],
  now: number,
): Promise<CompletedEffect[]> {
  const runIds = effects.flatMap(({ runId }) => runId ?? []);
  await closeBannersOf(client, shopId, runIds, now);
  return effects.map(({ key }) => ({ key, state: 'done' }));
}
