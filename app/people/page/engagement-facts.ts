import { EVENT_CHANNELS } from '#app/events/kinds/event-kind.ts';
import { EVENT_KIND_NAMES, eventKindOf } from '#app/events/kinds/registry.ts';
import { type Countable, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import type { EventSpan } from './buying-facts.ts';
import type { FactNames, PersonFact } from './person-facts.ts';
import { sumSource, eventSource } from './provenance.ts';

const HOW = { viewed: 'Looked at', carted: 'Added to a cart', bought: 'Bought' } as const;
const INTERESTS_SHOWN = 6;
const CATEGORIES_SHOWN = 3;

/** The products a person showed interest in most recently, each with the strongest sign of that moment. */
export function interestFacts(state: ProfileState, { products }: FactNames): PersonFact[] {
  return state.interests.slice(0, INTERESTS_SHOWN).map(([id, at, how]) => ({
    name: products.get(id)?.title ?? `Product ${id}`,
    value: HOW[how],
    source: eventSource(how === 'bought' ? 'order' : null, at),
  }));
}

const PRODUCTS: Countable = { one: 'product', many: 'products' };

/** The categories of those products, most products first, and how many of each were bought. */
export function categoryFacts(state: ProfileState, { products }: FactNames): PersonFact[] {
  const byCategory = new Map<string, ProfileState['interests']>();
  for (const interest of state.interests) {
    const category = products.get(interest[0])?.category ?? null;
    if (category !== null)
      byCategory.set(category, [...(byCategory.get(category) ?? []), interest]);
  }
  return [...byCategory]
    .sort(([a, some], [b, others]) => others.length - some.length || (a < b ? -1 : 1))
    .slice(0, CATEGORIES_SHOWN)
    .flatMap(([category, [newest, ...older]]) => {
      if (!newest) return [];
      const all = [newest, ...older];
      const bought = all.filter(([, , how]) => how === 'bought').length;
      const moments = all.map(([, at]) => at);
      const span = { from: Math.min(...moments), to: Math.max(...moments) };
      return [
        {
          name: `Category ${category}`,
          value: `${formatCount(all.length, PRODUCTS)}, ${formatNumber(bought)} bought`,
          source: sumSource(all.length, PRODUCTS, span, newest[2] === 'bought' ? 'order' : null),
        },
      ];
    });
}

/** Where a person can be reached or writes to us, and what counts there. */
const CHANNELS = EVENT_CHANNELS.map((name) => ({
  name,
  kinds: EVENT_KIND_NAMES.flatMap((kind): [kind: string, words: Countable][] => {
    const { counted } = eventKindOf(kind);
    return counted?.channel === name ? [[kind, counted.words]] : [];
  }),
}));

const EVENTS: Countable = { one: 'event', many: 'events' };

/** How much a person has to do with the shop by channel. Only kinds that happened are named. */
export function engagementFacts(spans: ReadonlyMap<string, EventSpan>): PersonFact[] {
  return CHANNELS.flatMap(({ name, kinds }) => {
    const happened = kinds.flatMap(([kind, words]) => {
      const span = spans.get(kind);
      return span ? [{ kind, words, span }] : [];
    });
    const [first] = happened;
    if (!first) return [];
    const newest = happened.reduce((a, b) => (b.span.to > a.span.to ? b : a), first);
    const all = {
      from: Math.min(...happened.map(({ span }) => span.from)),
      to: newest.span.to,
    };
    const count = happened.reduce((sum, { span }) => sum + span.count, 0);
    const word = newest.kind.slice(0, newest.kind.indexOf('.'));
    return [
      {
        name,
        value: happened.map(({ words, span }) => formatCount(span.count, words)).join(', '),
        source: sumSource(count, EVENTS, all, word),
      },
    ];
  });
}
