import { createCompanyExecutor } from '#app/applications/create-company.server.ts';
import { syncConsentExecutor } from '#app/consent/sync-consent.server.ts';
import { exportSegmentExecutor } from '#app/destinations/export-segments.server.ts';
import { syncTagExecutor } from '#app/destinations/sync-tags.server.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import type { EffectKind } from '#app/effects/registry.ts';
import type { EffectRunServices } from '#app/effects/run-effects.server.ts';
import { mailExecutor, type MailServices } from '#app/messages/delivery/deliver.server.ts';
import { bannerExecutor, withdrawBannersExecutor } from '#app/onsite/place-banners.server.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';

/** What effects of all kinds need from the process around them. */
export type EffectServices = EffectRunServices & MailServices & AdminContext;

/** What carries out each kind of effects; how each is tried again is said by its kind. */
export const effectExecutors: { [K in EffectKind]: EffectExecutor<K, EffectServices> } = {
  withdraw_banners: withdrawBannersExecutor,
  banner: bannerExecutor,
  email: mailExecutor,
  create_company: createCompanyExecutor,
  sync_consent: syncConsentExecutor,
  export_segment: exportSegmentExecutor,
  sync_tag: syncTagExecutor,
};
