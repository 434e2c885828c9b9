import type { z } from 'zod';
import type { JobName } from '#app/queue/catalog.ts';
import type { EffectKindRecord } from './effect-kind.ts';
import { advanceCampaignEffect } from './kinds/advance-campaign.ts';
import { bannerEffect } from './kinds/banner.ts';
import { createCompanyEffect } from './kinds/create-company.ts';
import { createTaskEffect } from './kinds/create-task.ts';
import { emailEffect } from './kinds/email.ts';
import { emailTestEffect } from './kinds/email-test.ts';
import { exportSegmentEffect } from './kinds/export-segment.ts';
import { moveStageEffect } from './kinds/move-stage.ts';
import { openTicketEffect } from './kinds/open-ticket.ts';
import { sendWebhookEffect } from './kinds/send-webhook.ts';
import { setMetafieldEffect } from './kinds/set-metafield.ts';
import { staffAlertEffect } from './kinds/staff-alert.ts';
import { staffEmailEffect } from './kinds/staff-email.ts';
import { issueCodeEffect } from './kinds/issue-code.ts';
import { removeCodeEffect } from './kinds/remove-code.ts';
import { syncConsentEffect } from './kinds/sync-consent.ts';
import { syncTagEffect } from './kinds/sync-tag.ts';
import { tagCustomerEffect } from './kinds/tag-customer.ts';
import { testEmailEffect } from './kinds/test-email.ts';
import { withdrawBannersEffect } from './kinds/withdraw-banners.ts';
import { DEFAULT_RETRY, type RetryPolicy } from './retry-policy.ts';

/** Every kind of effect, under the name that its rows bear. Those of one job are carried out in this order. */
export const effectKinds = {
  withdraw_banners: withdrawBannersEffect,
  advance_campaign: advanceCampaignEffect,
  banner: bannerEffect,
  email: emailEffect,
  create_company: createCompanyEffect,
  sync_consent: syncConsentEffect,
  issue_code: issueCodeEffect,
  remove_code: removeCodeEffect,
  export_segment: exportSegmentEffect,
  sync_tag: syncTagEffect,
  tag_customer: tagCustomerEffect,
  set_metafield: setMetafieldEffect,
  create_task: createTaskEffect,
  move_stage: moveStageEffect,
  staff_email: staffEmailEffect,
  staff_alert: staffAlertEffect,
  test_email: testEmailEffect,
  email_test: emailTestEffect,
  open_ticket: openTicketEffect,
  send_webhook: sendWebhookEffect,
} satisfies Record<string, EffectKindRecord<unknown>>;

export type EffectKind = keyof typeof effectKinds;

/** The kinds, in the order in which those of one job are carried out. */
export const effectKindNames = Object.keys(effectKinds) as EffectKind[];

/** What an effect of a kind is to do. */
export type EffectPayload<K extends EffectKind> = z.infer<(typeof effectKinds)[K]['schema']>;

/** Whether there is such a kind; rows may be of one that an older version knew. */
export function isEffectKind(kind: string): kind is EffectKind {
  return Object.hasOwn(effectKinds, kind);
}

/** The kinds that a job carries out. */
export function effectKindsOf(job: JobName): EffectKind[] {
  return effectKindNames.filter((kind) => effectKinds[kind].job === job);
}

/** How effects of a kind are tried again. */
export function retryPolicyOf(kind: EffectKind): RetryPolicy {
  return effectKinds[kind].retry ?? DEFAULT_RETRY;
}
