import { shopDefinitions } from '#app/definitions/copy-gallery.server.ts';
import type { DefinitionVersion } from '#app/definitions/definition-kind.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { bannerKind, type BannerCopy } from './banner-copy.ts';
import { bannerGallery } from './banner-gallery.ts';

/** The live versions of a shop's banners by their keys, archived ones too: what was asked for before is still placed. */
export async function loadBanners(
  client: ShopClient,
  shopId: string,
): Promise<ReadonlyMap<string, DefinitionVersion<BannerCopy>>> {
  const rows = await shopDefinitions(client, shopId, bannerKind, bannerGallery);
  const banners = await readVersions(client, shopId, bannerKind, liveVersions(rows));
  return new Map(banners.map((banner) => [banner.key, banner]));
}
