import type { FailedEffect, FailedKind } from '#app/effects/failed-effects.ts';
import type { MailName } from '#app/journeys/page/named-problems.ts';

const EFFECT_NAMES: Record<Exclude<FailedKind, 'move_in'>, string> = {
  email: 'Email',
  banner: 'Banner',
  withdraw_banners: 'Withdrawing a banner',
  create_company: 'Creating a company in Shopify',
  sync_tag: 'Changing a customer tag in Shopify',
  export_segment: 'Creating a segment in Shopify',
  sync_consent: 'Sending a consent to Shopify',
  job_drain: 'Processing webhooks',
  job_assess: 'Updating scores and segments',
  job_deliver: 'Sending emails',
  job_sync: 'Sending changes to Shopify',
  job_audiences: 'Syncing tags and segments with Shopify',
  job_import: 'Importing a file from Shopify',
  job_move_in: 'Importing a file of customers',
  job_predict: 'Updating the forecast',
  job_close_days: 'Counting segments at the end of the day',
  job_confirm_uninstall: 'Checking whether the app was uninstalled',
  job_reconcile: 'Comparing with Shopify',
  job_retention: 'Deleting data past its retention period',
  job_check_domain: 'Checking the sender domain',
  job_learn: 'Training the score',
  job_privacy: 'Answering a privacy request',
};

/** What was to be done. */
export function effectName({
  kind,
  mail,
  name,
}: Pick<FailedEffect, 'kind' | 'name'> & MailName): string {
  if (kind === 'move_in') return `Importing “${name ?? ''}”`;
  if (kind === 'email' && mail !== null) return `Email “${mail}”`;
  return EFFECT_NAMES[kind];
}
