import type { Touch } from '#app/events/event.ts';
import { marksOn } from '#app/profiles/marks.ts';
import type { Dated, Mark, ProfileState } from '#app/profiles/profile.ts';
import { counted } from '#app/scoring/signal-words.ts';

/** One thing known of a person. `from` is what told it, null when that is no longer known. */
export type PersonFact = { name: string; value: string; at: number; from: string | null };

/** What is known of a person, each with when it was told and by what. */
export function personFacts(state: ProfileState): PersonFact[] {
  const told: [name: string, told: Dated<string> | null][] = [
    ['E-mail', state.email],
    ['Phone', state.phone],
    ['Company', state.company],
    ['Country', countryOf(state.country)],
    ['Region', state.region],
    ['Language', languageOf(state.locale)],
    ['Shopify customer', state.customerId],
    ['Tags', tagsOf(state.tags)],
    ['Orders, by Shopify’s count', countOf(state.summary)],
    ['First came from', touchOf(state.firstTouch)],
    ['Last came from', touchOf(state.lastTouch)],
  ];
  return told.flatMap(([name, fact]) =>
    fact ? [{ name, value: fact.value, at: fact.at, from: fact.by ?? null }] : [],
  );
}

function tagsOf(tags: Mark[]): Dated<string> | null {
  const [newest] = tags;
  const on = marksOn(tags);
  return newest && on.length > 0 ? { value: on.join(', '), at: newest[1], by: 'tags' } : null;
}

function countOf(summary: ProfileState['summary']): Dated<string> | null {
  if (!summary) return null;
  const value = counted(summary.orders, { one: 'order', many: 'orders' });
  return { value, at: summary.at, by: 'customer' };
}

function touchOf(touch: Touch | null): Dated<string> | null {
  if (!touch) return null;
  const { source, medium, campaign, landing, at } = touch;
  const parts = [
    medium === null ? source : `${source} (${medium})`,
    campaign === null ? null : `campaign ${campaign}`,
    landing === null ? null : `to ${landing}`,
  ];
  return { value: parts.filter((part) => part !== null).join(', '), at, by: 'visit' };
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
  application: 'a wholesale application',
  cart: 'a cart',
  checkout: 'a checkout',
  company: 'the company record',
  consent: 'a change of consent',
  customer: 'the customer record',
  order: 'an order',
  quote: 'a quote',
  review: 'a review',
  support: 'a support ticket',
  tags: 'the customer record',
  visit: 'a visit',
};

/** What told something, in words: "an order". */
export function sourceWords(source: string): string {
  return SOURCES[source] ?? source;
}
