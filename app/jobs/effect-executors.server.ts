import { createCompanyExecutor } from '#app/applications/create-company.server.ts';
import { advanceCampaignExecutor } from '#app/campaigns/advance-campaign.server.ts';
import { testEmailExecutor } from '#app/campaigns/send-test.server.ts';
import { syncConsentExecutor } from '#app/consent/sync-consent.server.ts';
import { exportSegmentExecutor } from '#app/destinations/export-segments.server.ts';
import { openTicketExecutor } from '#app/destinations/mails/open-ticket.server.ts';
import { emailTestExecutor } from '#app/destinations/mails/send-email-test.server.ts';
import { staffEmailExecutor } from '#app/destinations/mails/send-staff-email.server.ts';
import { setMetafieldExecutor } from '#app/destinations/set-metafield.server.ts';
import { syncTagExecutor } from '#app/destinations/sync-tags.server.ts';
import { tagCustomerExecutor } from '#app/destinations/tag-customer.server.ts';
import { sendWebhookExecutor } from '#app/destinations/webhooks/send-webhook.server.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import type { EffectKind } from '#app/effects/registry.ts';
import type { EffectRunServices } from '#app/effects/run-effects.server.ts';
import { staffAlertExecutor } from '#app/destinations/mails/send-staff-alert.server.ts';
import { mailExecutor, type MailServices } from '#app/messages/delivery/deliver.server.ts';
import { bannerExecutor, withdrawBannersExecutor } from '#app/onsite/place-banners.server.ts';
import { createTaskExecutor } from '#app/pipeline/create-tasks.server.ts';
import { moveStageExecutor } from '#app/pipeline/move-stages.server.ts';
import type { Environment } from '#app/platform/env.ts';
import { issueCodeExecutor } from '#app/offers/issue-codes.server.ts';
import { removeCodeExecutor } from '#app/offers/remove-codes.server.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';

/** What effects of all kinds need from the process around them. */
export type EffectServices = EffectRunServices &
  MailServices &
  AdminContext & { environment: Environment };

/** What carries out each kind of effects; how each is tried again is said by its kind. */
export const effectExecutors: { [K in EffectKind]: EffectExecutor<K, EffectServices> } = {
  withdraw_banners: withdrawBannersExecutor,
  advance_campaign: advanceCampaignExecutor,
  banner: bannerExecutor,
  email: mailExecutor,
  create_company: createCompanyExecutor,
  sync_consent: syncConsentExecutor,
  issue_code: issueCodeExecutor,
  remove_code: removeCodeExecutor,
  export_segment: exportSegmentExecutor,
  sync_tag: syncTagExecutor,
  tag_customer: tagCustomerExecutor,
  set_metafield: setMetafieldExecutor,
  create_task: createTaskExecutor,
  move_stage: moveStageExecutor,
  staff_email: staffEmailExecutor,
  staff_alert: staffAlertExecutor,
  test_email: testEmailExecutor,
  email_test: emailTestExecutor,
  open_ticket: openTicketExecutor,
  send_webhook: sendWebhookExecutor,
};
