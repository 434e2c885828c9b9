import type { ConsentState } from '#app/events/event.ts';
import { activeItems } from '#app/profiles/timestamped-set.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { SegmentFacts } from '#app/segments/facts.ts';
import type { SqlBuilder } from '#app/segments/conditions/condition-evaluator.ts';
import type { ListField, TextField } from '#app/segments/predicate.ts';

/** A text that conditions may be about. */
export type TextFact = {
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
};

/** Several texts that conditions may be about. */
export type ListFact = { words: string; read(profile: ProfileState): string[]; sql: string };

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

function plain(
  field: TextField,
  words: string,
  from: (profile: ProfileState) => string | null | undefined,
  choices?: readonly string[],
): TextFact {
  const stored = (profile: ProfileState) => from(profile) ?? null;
  return {
    words,
    stored,
    read: ({ profile }) => stored(profile),
    sql: () => `f.${field}`,
    ...(choices === undefined ? {} : { choices }),
  };
}

/** How each text is called and read. */
export const TEXT_FIELDS: Record<TextField, TextFact> = {
  email: plain('email', 'email address', (profile) => profile.email?.value),
  email_domain: plain('email_domain', 'email domain', (profile) =>
    profile.email?.value.split('@')[1]?.toLowerCase(),
  ),
  phone: plain('phone', 'phone number', (profile) => profile.phone?.value),
  customer: plain('customer', 'customer account', (profile) => profile.customerId?.value),
  email_consent: plain(
    'email_consent',
    'email consent',
    (profile) => profile.consent.email?.value,
    CONSENTS,
  ),
  sms_consent: plain(
    'sms_consent',
    'SMS consent',
    (profile) => profile.consent.sms?.value,
    CONSENTS,
  ),
  country: plain('country', 'country', (profile) => profile.country?.value),
  region: plain('region', 'region', (profile) => profile.region?.value),
  locale: plain('locale', 'language', (profile) => profile.locale?.value),
  company: plain('company', 'company', (profile) => profile.company?.value),
  grade: {
    words: 'grade',
    choices: GRADES,
    read: (facts, at) => facts.gradeAt(at),
    sql: () => 'f.grade',
    fades: true,
  },
  band: {
    words: 'band',
    choices: ['hot', 'warm', 'cool', 'cold'],
    read: (facts, at) => facts.bandAt(at),
    sql: () => 'f.band',
    fades: true,
  },
  first_source: plain('first_source', 'first source', (profile) => profile.firstTouch?.source),
  first_medium: plain('first_medium', 'first medium', (profile) => profile.firstTouch?.medium),
  first_campaign: plain(
    'first_campaign',
    'first campaign',
    (profile) => profile.firstTouch?.campaign,
  ),
  first_landing: plain(
    'first_landing',
    'first landing page',
    (profile) => profile.firstTouch?.landing,
  ),
  first_referrer: plain(
    'first_referrer',
    'first referring site',
    (profile) => profile.firstTouch?.referrer,
  ),
  last_source: plain('last_source', 'last source', (profile) => profile.lastTouch?.source),
  last_medium: plain('last_medium', 'last medium', (profile) => profile.lastTouch?.medium),
  last_campaign: plain('last_campaign', 'last campaign', (profile) => profile.lastTouch?.campaign),
  last_landing: plain('last_landing', 'last landing page', (profile) => profile.lastTouch?.landing),
  last_referrer: plain(
    'last_referrer',
    'last referring site',
    (profile) => profile.lastTouch?.referrer,
  ),
};

/** How each list of texts is called and read. */
export const LIST_FIELDS: Record<ListField, ListFact> = {
  tags: { words: 'tags', read: (profile) => activeItems(profile.tags), sql: 'f.tags' },
  companies: {
    words: 'companies they buy for',
    read: (profile) => activeItems(profile.companies),
    sql: 'f.companies',
  },
};

/** Whether a field is a text. */
export function isTextField(field: string): field is TextField {
  return Object.hasOwn(TEXT_FIELDS, field);
}

/** Whether a field is a list of texts. */
export function isListField(field: string): field is ListField {
  return Object.hasOwn(LIST_FIELDS, field);
}
