import type { Dated, ProfileState } from '#app/profiles/profile.ts';

/** One thing known of a person. `from` is the topic that told it, null when that is no longer known. */
export type PersonFact = { name: string; value: string; at: number; from: string | null };

type Trait = { name: string; told: Dated<string> | null };

function traitsOf(state: ProfileState): Trait[] {
  return [
    { name: 'E-mail', told: state.email },
    { name: 'Phone', told: state.phone },
    { name: 'Company', told: state.company },
    { name: 'Country', told: countryOf(state.country) },
    { name: 'Language', told: languageOf(state.locale) },
    { name: 'Shopify customer', told: state.customerId },
  ];
}

/** The moments at which something known of a person was told, each once. */
export function tellingMoments(state: ProfileState): number[] {
  return [...new Set(traitsOf(state).flatMap(({ told }) => (told ? [told.at] : [])))];
}

/**
 * What is known of a person, each with when it was told and by what.
 * @param topics the topic of an event by its moment
 */
export function personFacts(
  state: ProfileState,
  topics: ReadonlyMap<number, string>,
): PersonFact[] {
  return traitsOf(state).flatMap(({ name, told }) =>
    told ? [{ name, value: told.value, at: told.at, from: topics.get(told.at) ?? null }] : [],
  );
}

/** A person's name, else the address, else what anybody is called who told neither. */
export function personName({ name, email }: { name: string | null; email: string | null }): string {
  return name ?? email ?? 'Visitor';
}

function countryOf(country: Dated<string> | null): Dated<string> | null {
  return country && { ...country, value: named('region', country.value) };
}

function languageOf(locale: Dated<string> | null): Dated<string> | null {
  return locale && { ...locale, value: named('language', locale.value) };
}

/** The name of a code; the code itself when it is none that has a name. */
function named(type: 'region' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type }).of(code) ?? code;
  } catch (error) {
    if (error instanceof RangeError) return code;
    throw error;
  }
}

const SOURCES: Record<string, string> = {
  orders: 'an order',
  checkouts: 'a checkout',
  carts: 'a cart',
  customers: 'the customer record',
  fulfillments: 'a delivery',
  tendril: 'Tendril itself',
};

/** What told something, in words: "an order". */
export function sourceWords(topic: string): string {
  return SOURCES[topic.split('/')[0] ?? ''] ?? topic;
}
