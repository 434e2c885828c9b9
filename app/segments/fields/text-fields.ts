import type { ConsentState } from '#app/events/event.ts';
import { activeItems } from '#app/profiles/timestamped-set.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import type { SqlBuilder } from '#app/segments/conditions/condition-evaluator.ts';
import type { FieldGroup } from './field-group.ts';
import type { ShopifyTextField } from './shopify-field.ts';

/** A text that conditions may be about. */
export type TextFact = {
  group: FieldGroup;
  words: string;
  /** All there may be, if they are few. */
  choices?: readonly string[];
  /** Null means not known; then no comparison with it is true. */
  read(facts: SegmentFacts, at: number): string | null;
  /** The text as it is normalised. */
  sql(sql: SqlBuilder): string;
  /** What a row keeps of it, normalised, under the field's name; left out where it follows from other columns. */
  stored?(profile: ProfileState): string | null;
  /** Whether it is another with every change of the grade. */
  fades?: true;
  /** Its like in Shopify's segment language. */
  shopify?: ShopifyTextField;
};

/** Several texts that conditions may be about. */
export type ListFact = {
  group: FieldGroup;
  words: string;
  read(profile: ProfileState): string[];
  sql: string;
  /** Its like in Shopify's segment language. */
  shopify?: ShopifyTextField;
};

const CONSENTS: readonly ConsentState[] = [
  'subscribed',
  'unsubscribed',
  'pending',
  'not_subscribed',
  'invalid',
  'redacted',
];
const GRADES = ['A', 'B', 'C', 'D'].flatMap((letter) =>
  [1, 2, 3, 4].map((digit) => `${letter}${String(digit)}`),
);

/** A state of consent as Shopify writes it; null for what is none. */
function shopifyState(value: string): string | null {
  return CONSENTS.find((state) => state === value.toLowerCase())?.toUpperCase() ?? null;
}

function plain(
  { field, ...kept }: Pick<TextFact, 'group' | 'shopify'> & { field: string },
  words: string,
  from: (profile: ProfileState) => string | null | undefined,
  choices?: readonly string[],
): TextFact {
  const stored = (profile: ProfileState) => from(profile) ?? null;
  return {
    ...kept,
    words,
    stored,
    read: ({ profile }) => stored(profile),
    sql: () => `f.${field}`,
    ...(choices === undefined ? {} : { choices }),
  };
}

const textFields = {
  email: plain(
    { field: 'email', group: 'Identity' },
    'email address',
    (profile) => profile.email?.value,
  ),
  email_domain: plain(
    {
      field: 'email_domain',
      group: 'Identity',
      shopify: { name: 'customer_email_domain', format: (value) => value.toLowerCase() },
    },
    'email domain',
    (profile) => profile.email?.value.split('@')[1]?.toLowerCase(),
  ),
  phone: plain(
    { field: 'phone', group: 'Identity' },
    'phone number',
    (profile) => profile.phone?.value,
  ),
  customer: plain(
    { field: 'customer', group: 'Identity' },
    'customer account',
    (profile) => profile.customerId?.value,
  ),
  email_consent: plain(
    {
      field: 'email_consent',
      group: 'Identity',
      shopify: { name: 'email_subscription_status', format: shopifyState },
    },
    'email consent',
    (profile) => profile.consent.email?.value,
    CONSENTS,
  ),
  sms_consent: plain(
    {
      field: 'sms_consent',
      group: 'Identity',
      shopify: { name: 'sms_subscription_status', format: shopifyState },
    },
    'SMS consent',
    (profile) => profile.consent.sms?.value,
    CONSENTS,
  ),
  country: plain(
    {
      field: 'country',
      group: 'Place',
      shopify: {
        name: 'customer_countries',
        isList: true,
        differences: ['every_address'],
        format: (value) => value.toUpperCase(),
      },
    },
    'country',
    (profile) => profile.country?.value,
  ),
  region: plain({ field: 'region', group: 'Place' }, 'region', (profile) => profile.region?.value),
  locale: plain(
    { field: 'locale', group: 'Place' },
    'language',
    (profile) => profile.locale?.value,
  ),
  company: plain(
    { field: 'company', group: 'Company' },
    'company',
    (profile) => profile.company?.value,
  ),
  grade: {
    group: 'Score',
    words: 'grade',
    choices: GRADES,
    read: (facts, at) => facts.gradeAt(at),
    sql: () => 'f.grade',
    fades: true,
  },
  band: {
    group: 'Score',
    words: 'band',
    choices: ['hot', 'warm', 'cool', 'cold'],
    read: (facts, at) => facts.bandAt(at),
    sql: () => 'f.band',
    fades: true,
  },
  first_source: plain(
    { field: 'first_source', group: 'Source' },
    'first source',
    (profile) => profile.firstTouch?.source,
  ),
  first_medium: plain(
    { field: 'first_medium', group: 'Source' },
    'first medium',
    (profile) => profile.firstTouch?.medium,
  ),
  first_campaign: plain(
    { field: 'first_campaign', group: 'Source' },
    'first campaign',
    (profile) => profile.firstTouch?.campaign,
  ),
  first_landing: plain(
    { field: 'first_landing', group: 'Source' },
    'first landing page',
    (profile) => profile.firstTouch?.landing,
  ),
  first_referrer: plain(
    { field: 'first_referrer', group: 'Source' },
    'first referring site',
    (profile) => profile.firstTouch?.referrer,
  ),
  last_source: plain(
    { field: 'last_source', group: 'Source' },
    'last source',
    (profile) => profile.lastTouch?.source,
  ),
  last_medium: plain(
    { field: 'last_medium', group: 'Source' },
    'last medium',
    (profile) => profile.lastTouch?.medium,
  ),
  last_campaign: plain(
    { field: 'last_campaign', group: 'Source' },
    'last campaign',
    (profile) => profile.lastTouch?.campaign,
  ),
  last_landing: plain(
    { field: 'last_landing', group: 'Source' },
    'last landing page',
    (profile) => profile.lastTouch?.landing,
  ),
  last_referrer: plain(
    { field: 'last_referrer', group: 'Source' },
    'last referring site',
    (profile) => profile.lastTouch?.referrer,
  ),
} satisfies Record<string, TextFact>;

/** A text of a person; `null` means not known. */
export type TextField = keyof typeof textFields;

/** How each text is called and read. */
export const TEXT_FIELDS: Record<TextField, TextFact> = textFields;

const listFields = {
  tags: {
    group: 'Identity',
    words: 'tags',
    read: (profile) => activeItems(profile.tags),
    sql: 'f.tags',
    shopify: { name: 'customer_tags', isList: true },
  },
  companies: {
    group: 'Company',
    words: 'companies they buy for',
    read: (profile) => activeItems(profile.companies),
    sql: 'f.companies',
  },
} satisfies Record<string, ListFact>;

/** Several texts at once: the customer's tags, and the ids of the companies they buy for. */
export type ListField = keyof typeof listFields;

/** How each list of texts is called and read. */
export const LIST_FIELDS: Record<ListField, ListFact> = listFields;

/** Whether a field is a text. */
export function isTextField(field: string): field is TextField {
  return Object.hasOwn(TEXT_FIELDS, field);
}

/** Whether a field is a list of texts. */
export function isListField(field: string): field is ListField {
  return Object.hasOwn(LIST_FIELDS, field);
}
