import { normalEmail } from '#app/lib/email-address.ts';
import { normalPhone } from '#app/lib/phone-number.ts';

/** Where a file of hashed addresses and numbers is uploaded. */
export const AD_PLATFORMS = ['meta', 'google'] as const;
export type AdPlatform = (typeof AD_PLATFORMS)[number];

/** The names that the platform's upload demands of the columns, in the order of the file. */
export const AD_COLUMNS: Record<AdPlatform, [email: string, phone: string]> = {
  meta: ['email', 'phone'],
  google: ['Email', 'Phone'],
};

const GMAIL = /^(gmail|googlemail)\.com$/;

/**
 * An email address as the platform hashes it; null when it is none. Both want it trimmed and in lower case; at
 * gmail.com and googlemail.com Google also drops dots, and what follows a plus.
 * Meta: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters
 * Google: https://developers.google.com/data-manager/api/devguides/concepts/formatting
 */
export function adEmail(platform: AdPlatform, text: string): string | null {
  const email = normalEmail(text);
  if (email === null || platform === 'meta') return email;
  const [local = '', domain = ''] = email.split('@');
  if (!GMAIL.test(domain)) return email;
  const kept = local.replace(/\+.*$/, '').replaceAll('.', '');
  return kept === '' ? null : `${kept}@${domain}`;
}

/**
 * A phone number as the platform hashes it; null when it is none: E.164 for Google, the same without the plus for
 * Meta. The sources are those of `adEmail`.
 */
export function adPhone(platform: AdPlatform, text: string): string | null {
  const phone = normalPhone(text, null);
  return platform === 'meta' ? (phone?.slice(1) ?? null) : phone;
}
