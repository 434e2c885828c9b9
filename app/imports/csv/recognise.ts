import {
  IMPORT_FIELD_NAMES,
  IMPORT_FIELDS,
  type ImportField,
  type FileKind,
  type ColumnMapping,
} from './fields.ts';

/**
 * What a file is, by its header and its name. The three exports that Mailchimp makes of an audience differ in one
 * column or in their name only; one that could be either is taken for the one that subscribes no one.
 */
export function recognise(header: readonly string[], fileName: string): FileKind {
  const known = new Set(header.map(plain));
  const has = (...names: string[]) => names.every((name) => known.has(name));
  if (has('leid', 'euid') || has('email address', 'member rating')) {
    if (has('clean time')) return 'mailchimp_cleaned';
    if (has('unsub time')) return 'mailchimp_unsubscribed';
    const isSubscribed = /(^|[^a-z])subscribed/i.test(fileName) && !/non/i.test(fileName);
    return isSubscribed ? 'mailchimp_subscribed' : 'mailchimp_nonsubscribed';
  }
  if (has('klaviyo id') || has('profile created on') || has('email marketing consent'))
    return 'klaviyo_profiles';
  if (has('email') && (has('suppression reason') || has('reason', 'timestamp')))
    return 'klaviyo_suppressions';
  if (has('email subscription status') || has('email opt in date')) return 'omnisend_contacts';
  return 'csv';
}

/** Names of columns by what they hold; the vendors' own first, then what people write by hand. */
const NAMES: Record<ImportField, readonly string[]> = {
  email: ['email', 'email address', 'e mail', 'e mail address', 'mail'],
  phone: ['phone number', 'phone', 'mobile', 'mobile phone', 'sms phone number', 'telephone'],
  firstName: ['first name', 'firstname', 'given name', 'fname'],
  lastName: ['last name', 'lastname', 'surname', 'family name', 'lname'],
  company: ['company', 'organization', 'organisation'],
  country: ['country', 'country code', 'cc'],
  changedAt: ['last changed', 'date added', 'profile created on', 'updated at', 'date registered'],
  emailState: [
    'email marketing consent',
    'email subscription status',
    'email status',
    'consent',
    'accepts marketing',
    'accepts email marketing',
    'status',
  ],
  emailAt: [
    'email marketing consent timestamp',
    'consent timestamp',
    'email opt in date',
    'optin time',
    'confirm time',
    'consent date',
    'subscribed at',
    'opt in date',
  ],
  emailSource: [
    'email marketing consent method',
    'consent method',
    'email consent',
    'optin ip',
    'confirm ip',
    'consent source',
    'source',
    'initial source',
  ],
  emailWording: ['consent wording', 'consent text'],
  emailPage: ['consent page', 'consent url', 'signup page', 'initial source first page'],
  emailEndedAt: ['unsub time', 'email opt out date', 'unsubscribed at', 'opt out date'],
  smsState: ['sms marketing consent', 'sms subscription status', 'sms status', 'phone status'],
  smsAt: ['sms marketing consent timestamp', 'sms consent timestamp', 'sms opt in date'],
  smsSource: ['sms marketing consent method', 'sms consent method', 'sms consent', 'sms source'],
  smsEndedAt: ['sms opt out date', 'sms unsubscribed at'],
  suppression: ['email suppressions', 'suppression reason', 'suppressions', 'reason'],
  suppressedAt: ['clean time', 'suppression timestamp', 'timestamp', 'suppressed at'],
};

/** Columns of a kind of file that mean something else there than their name says. */
const NOT_THERE: Partial<Record<FileKind, readonly ImportField[]>> = {
  klaviyo_profiles: ['suppressedAt'],
  csv: ['suppressedAt'],
};

/**
 * What each column of a file probably holds. Of what may stand once the best known name is taken; where two columns have
 * that name both are, so that `mappingProblems` asks which it is.
 */
export function presetMapping(header: readonly string[], kind: FileKind): ColumnMapping {
  const names = header.map(plain);
  const mapping: (ImportField | null)[] = header.map(() => null);
  for (const field of IMPORT_FIELD_NAMES) {
    if (NOT_THERE[kind]?.includes(field)) continue;
    const found = NAMES[field]
      .map((name) =>
        names.flatMap((one, column) => (one === name && mapping[column] === null ? [column] : [])),
      )
      .filter((columns) => columns.length > 0);
    for (const column of mayRepeat(field) ? found.flat() : (found[0] ?? []))
      mapping[column] = field;
  }
  return mapping;
}

/** Whether several columns may hold it: the first that is filled counts, of dates the latest. */
function mayRepeat(field: ImportField): boolean {
  return field === 'emailAt' || field === 'emailSource';
}

/** What a step of an import answers: what is wrong with its mapping, in words. */
export type CsvImportAnswer = { problems: string[] };

/** What is wrong with a mapping, in words; empty when it can be used. */
export function mappingProblems(mapping: ColumnMapping): string[] {
  const twice = IMPORT_FIELD_NAMES.filter(
    (field) => !mayRepeat(field) && mapping.filter((one) => one === field).length > 1,
  );
  const problems = twice.map(
    (field) => `Two columns are set to “${IMPORT_FIELDS[field]}”. Choose one of them.`,
  );
  if (!mapping.includes('email') && !mapping.includes('phone'))
    problems.push('Say which column holds the email address or the phone number.');
  return problems;
}

/** A column's name without the signs and letters in which vendors and spreadsheets differ. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
