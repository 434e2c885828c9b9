import { formatWholeMoney } from '#app/lib/format/money.ts';
import type { ApplicationAction } from './application-action.ts';
import type { ApplicationState } from './application-state.ts';
import type { Channel, Volume } from './application.ts';
import type { TaxIdStatus } from './tax-id.ts';

/** How the things of an application are called on the pages. */
export const STATE_NAMES: Record<ApplicationState, string> = {
  submitted: 'Waiting',
  approving: 'Being approved',
  approved: 'Approved',
  declined: 'Declined',
};

export const CHANNEL_NAMES: Record<Channel, string> = {
  online: 'Online shop',
  shops: 'Own shops',
  marketplace: 'Marketplaces',
  distribution: 'Distribution',
  other: 'Other',
};

export const TAX_ID_NAMES: Record<TaxIdStatus, string> = {
  valid: 'Check digits are right',
  unconfirmed: 'Not confirmed by its format',
  malformed: 'Wrong format for the country',
};

/** What is written into the audit log of an application, in words that follow who did it. */
export const ACTION_NAMES: Record<ApplicationAction, string> = {
  'application.approve': 'approved the application',
  'application.decline': 'declined the application',
  'application.verification_sent': 'asked the applicant to confirm the email address',
  'application.verified': 'confirmed the email address',
  'application.company_created': 'created the company in Shopify',
  'application.company_refused': 'could not create the company in Shopify',
  'application.company_retry': 'tried again to create the company',
  'application.corrected': 'corrected the details and tried again',
  'application.tag_instead': 'approved with a customer tag instead of a company',
  'application.customer_tagged': 'tagged the customer in Shopify',
  'application.approval_undone': 'undid the approval',
};

/** Expected orders in a year. */
export function volumeName(volume: Volume, currency: string): string {
  const money = (thousands: number) => formatWholeMoney(thousands * 1000, currency);
  switch (volume) {
    case 'under-5k':
      return `Under ${money(5)}`;
    case '5k-25k':
      return `${money(5)} to ${money(25)}`;
    case '25k-100k':
      return `${money(25)} to ${money(100)}`;
    case 'over-100k':
      return `Over ${money(100)}`;
  }
}
