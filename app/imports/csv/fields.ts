/** What a column of a file may hold. */
export const IMPORT_FIELDS = {
  email: 'Email address',
  phone: 'Phone number',
  firstName: 'First name',
  lastName: 'Last name',
  company: 'Company',
  country: 'Country',
  changedAt: 'Last changed on',
  emailState: 'Email consent',
  emailAt: 'Email consent given on',
  emailSource: 'Email consent given where',
  emailWording: 'Email consent wording',
  emailPage: 'Email consent page',
  emailEndedAt: 'Email consent ended on',
  smsState: 'Text message consent',
  smsAt: 'Text message consent given on',
  smsSource: 'Text message consent given where',
  smsEndedAt: 'Text message consent ended on',
  suppression: 'Reason for the block',
  suppressedAt: 'Blocked since',
} as const;
export type ImportField = keyof typeof IMPORT_FIELDS;

export const IMPORT_FIELD_NAMES = Object.keys(IMPORT_FIELDS) as ImportField[];

/** What each column holds, in the order of the columns; null is left out. */
export type ColumnMapping = readonly (ImportField | null)[];

/** What a file is, which decides what its rows mean where no column says it. */
export const FILE_KINDS = {
  klaviyo_profiles: 'Klaviyo: profiles of a list or segment',
  klaviyo_suppressions: 'Klaviyo: suppressed profiles',
  omnisend_contacts: 'Omnisend: contacts',
  mailchimp_subscribed: 'Mailchimp: subscribed contacts',
  mailchimp_nonsubscribed: 'Mailchimp: non-subscribed contacts',
  mailchimp_unsubscribed: 'Mailchimp: unsubscribed contacts',
  mailchimp_cleaned: 'Mailchimp: cleaned contacts',
  csv: 'Another CSV file',
} as const;
export type FileKind = keyof typeof FILE_KINDS;

/** The platform a file comes from, as it stands in the source of a consent. */
export function platformOf(kind: FileKind): 'klaviyo' | 'omnisend' | 'mailchimp' | 'csv' {
  if (kind.startsWith('klaviyo')) return 'klaviyo';
  if (kind.startsWith('mailchimp')) return 'mailchimp';
  return kind === 'csv' ? 'csv' : 'omnisend';
}
