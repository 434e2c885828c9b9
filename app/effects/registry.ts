import type { z } from 'zod';
import type { EffectKindRecord } from './effect-kind.ts';
import { bannerEffect } from './kinds/banner.ts';
import { createCompanyEffect } from './kinds/create-company.ts';
import { emailEffect } from './kinds/email.ts';
import { exportSegmentEffect } from './kinds/export-segment.ts';
import { syncConsentEffect } from './kinds/sync-consent.ts';
import { syncTagEffect } from './kinds/sync-tag.ts';
import { withdrawBannersEffect } from './kinds/withdraw-banners.ts';

/** Every kind of effect, under the name that its rows bear. */
export const effectKinds = {
  email: emailEffect,
  banner: bannerEffect,
  withdraw_banners: withdrawBannersEffect,
  create_company: createCompanyEffect,
  sync_consent: syncConsentEffect,
  sync_tag: syncTagEffect,
  export_segment: exportSegmentEffect,
} satisfies Record<string, EffectKindRecord<unknown>>;

export type EffectKind = keyof typeof effectKinds;

/** What an effect of a kind is to do. */
export type EffectPayload<K extends EffectKind> = z.infer<(typeof effectKinds)[K]['schema']>;

/** Whether there is such a kind; rows may be of one that an older version knew. */
export function isEffectKind(kind: string): kind is EffectKind {
  return Object.hasOwn(effectKinds, kind);
}
