import type { ConsentState, Touch } from '#app/events/event.ts';
import { nameOfCode } from '#app/lib/format/code-name.ts';
import { formatRelativeTime } from '#app/lib/format/relative-time.ts';
import { activeItems } from '#app/profiles/timestamped-set.ts';
import type { Timestamped, TimestampedItem, ProfileState } from '#app/profiles/profile-state.ts';
import { consentStateWords } from './consent-words.ts';
import { eventSource, type FactSource } from './provenance.ts';

/** One thing known of a person, and where it comes from. */
export type PersonFact = { name: string; value: string; source: FactSource };

/** Facts under a heading, and what is said of them in one line. */
export type FactGroup<Fact = PersonFact> = {
  /** Unique among the groups of a person. */
  key: string;
  title: string;
  summary: string;
  facts: Fact[];
};

/** Names of what a profile knows by id only. */
export type FactNames = {
  /** By Shopify's id of the company, its digits. */
  companies: ReadonlyMap<string, string>;
  /** By product id; the category is the product's type, null when it has none. */
  products: ReadonlyMap<string, { title: string; category: string | null }>;
};

/** Who a person is, each fact with when it was received and from which event. */
export function identityFacts(state: ProfileState, { companies }: FactNames): PersonFact[] {
  const { consent } = state;
  const traits: [name: string, fact: Timestamped<string> | null][] = [
    ['First name', state.firstName],
    ['Last name', state.lastName],
    ['Email', state.email],
    ['Phone', state.phone],
    ['Company', state.company],
    ['Country', countryOf(state.country)],
    ['Region', state.region],
    ['Language', languageOf(state.locale)],
    ['Shopify customer', state.customerId],
    ['Tags', setFact(state.tags, 'tags', (tag) => tag)],
    ['Buys for', setFact(state.companies, 'company', (id) => companies.get(id) ?? `company ${id}`)],
    ['Marketing by email', consentOf(consent.email)],
    ['Marketing by text message', consentOf(consent.sms)],
  ];
  return factsOf(traits);
}

/** How a person came to the shop the first and the last time. */
export function arrivalFacts({ firstTouch, lastTouch }: ProfileState): PersonFact[] {
  return [
    ...touchFacts('First', firstTouch),
    ...(lastTouch && lastTouch.at !== firstTouch?.at ? touchFacts('Last', lastTouch) : []),
  ];
}

/** When a person was last and first seen; only the first while they did nothing themselves. */
export function seenFacts(
  { firstSeenAt, lastSeenAt }: ProfileState,
  now: number,
  timeZone: string,
): PersonFact[] {
  const moments: [name: string, at: number | null][] = [
    ['Last seen', lastSeenAt],
    ['First seen', firstSeenAt],
  ];
  return moments.flatMap(([name, at]) =>
    at === null
      ? []
      : [{ name, value: formatRelativeTime(at, now, timeZone), source: eventSource(null, at) }],
  );
}

function factsOf(traits: [name: string, fact: Timestamped<string> | null][]): PersonFact[] {
  return traits.flatMap(([name, fact]) =>
    fact ? [{ name, value: fact.value, source: eventSource(fact.by ?? null, fact.at) }] : [],
  );
}

function setFact(
  entries: TimestampedItem[],
  by: string,
  nameOf: (item: string) => string,
): Timestamped<string> | null {
  const [newest] = entries;
  const on = activeItems(entries);
  return newest && on.length > 0 ? { value: on.map(nameOf).join(', '), at: newest[1], by } : null;
}

function consentOf(consent: Timestamped<ConsentState> | null): Timestamped<string> | null {
  return consent && { ...consent, value: consentStateWords(consent.value) };
}

function touchFacts(which: 'First' | 'Last', touch: Touch | null): PersonFact[] {
  if (!touch) return [];
  const { source, medium, campaign, landing, referrer } = touch;
  const parts: [name: string, value: string | null][] = [
    ['source', medium === null ? source : `${source} (${medium})`],
    ['campaign', campaign],
    ['landing page', landing],
    ['referrer', referrer],
  ];
  return parts.flatMap(([name, value]) =>
    value === null
      ? []
      : [{ name: `${which} ${name}`, value, source: eventSource('visit', touch.at) }],
  );
}

function countryOf(country: Timestamped<string> | null): Timestamped<string> | null {
  return country && { ...country, value: nameOfCode('region', country.value) };
}

function languageOf(locale: Timestamped<string> | null): Timestamped<string> | null {
  return locale && { ...locale, value: nameOfCode('language', locale.value) };
}
