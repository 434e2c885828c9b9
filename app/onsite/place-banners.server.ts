import type { DefinitionVersion } from '#app/definitions/definition-kind.ts';
import type { CompletedEffect, DueEffect } from '#app/effects/due-effect.ts';
import type { BannerRequest } from '#app/effects/kinds/banner.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { CODE_WAIT_MS, type CouponState } from '#app/offers/coupon.ts';
import { loadCoupons } from '#app/offers/load-coupons.server.ts';
import type { BannerContent } from './banner-content.ts';
import { bannerShowsCoupon, bannerWithCoupon } from './banner-coupon.ts';
import type { BannerCopy } from './banner-copy.ts';
import { loadBanners } from './load-banners.server.ts';
import { decideBanner, type BannerDecisionInput } from './place-banner.ts';
import { closeBannersOf, exitedRunsOf, insertBanners } from './store/place-banners.server.ts';

type BannerVersion = DefinitionVersion<BannerCopy>;

/** Places the banners that journeys asked for. Whether one is shown is planned at each visit, as `plan-banners` says. */
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
  const coupons = await loadCoupons(client, shopId, offeringRuns(effects, known), now);
  const placed = effects.map((effect) =>
    placedBanner(effect, known.get(effect.payload.template), coupons, exited, now),
  );
  const banners = placed.flatMap(({ effect, content, placement }) =>
    content === null || placement.state !== 'done' ? [] : [newBanner(shopId, effect, content)],
  );
  await insertBanners(client, shopId, banners, now);
  return placed.map(({ effect: { key }, input, placement }): CompletedEffect => {
    return placement.state === 'ready'
      ? { key, input, ...placement, dueAt: now + CODE_WAIT_MS, tries: 0 }
      : { key, input, ...placement };
  });
}

function placedBanner(
  effect: DueEffect<'banner'>,
  banner: BannerVersion | undefined,
  coupons: ReadonlyMap<string, CouponState>,
  exited: ReadonlySet<string>,
  now: number,
) {
  const { expiresAt } = effect.payload;
  const content = banner ? bannerContent(banner, effect.payload) : null;
  const hasEnded = effect.runId !== null && exited.has(effect.runId);
  const isReadable = banner !== undefined && content !== null;
  const shown = isReadable && bannerShowsCoupon(banner.content) ? banner.content : null;
  const standing = shown && (coupons.get(effect.runId ?? '') ?? { state: 'gone' as const });
  const input: BannerDecisionInput = {
    kind: 'banner',
    now,
    isReadable,
    hasEnded,
    expiresAt,
    coupon: standing?.state ?? null,
  };
  const filled = shown && standing ? bannerWithCoupon(shown, standing) : null;
  return {
    effect,
    content: content && filled ? { ...content, ...withoutName(filled) } : content,
    input,
    placement: decideBanner(input),
  };
}

function withoutName<Named extends { name: string }>({ name: _name, ...copy }: Named) {
  return copy;
}

/** The runs whose banners show what they offered. */
function offeringRuns(
  effects: readonly DueEffect<'banner'>[],
  known: ReadonlyMap<string, BannerVersion>,
): string[] {
  return effects.flatMap(({ runId, payload }) => {
    const banner = known.get(payload.template);
    return runId !== null && banner && bannerShowsCoupon(banner.content) ? [runId] : [];
  });
}

function bannerContent(
  { version, content: { name: _name, ...copy } }: BannerVersion,
  { template, context, priority }: BannerRequest,
): BannerContent {
  return { template, version, context, ...(priority === undefined ? {} : { priority }), ...copy };
}

function newBanner(shopId: string, effect: DueEffect<'banner'>, content: BannerContent) {
  const { key: effectKey, profileId, runId, payload } = effect;
  const id = idOf('banner', shopId, effectKey);
  const { journeyKey = null, expiresAt } = payload;
  return { id, effectKey, profileId, runId, journeyKey, content, expiresAt };
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
