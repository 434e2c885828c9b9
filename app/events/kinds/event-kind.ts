import type { z } from 'zod';
import type { Countable } from '#app/lib/format/count.ts';

/** Which picture stands beside an event in a timeline. */
export type EventIcon =
  'visit' | 'cart' | 'order' | 'mail' | 'banner' | 'consent' | 'wholesale' | 'person' | 'held';

/** An event in words. */
export type EventEntry = { icon: EventIcon; title: string; detail: string | null };

/** What a timeline of events can be narrowed to. */
export type EventGroup = 'visits' | 'carts' | 'orders' | 'messages' | 'details';

/** What events are counted under on the page of a person, in the order of the page. */
export const EVENT_CHANNELS = ['Email', 'Storefront', 'Banners', 'Support', 'Reviews'] as const;
export type EventChannel = (typeof EVENT_CHANNELS)[number];

/** Names and amounts as the shop writes them, and words that later capabilities know. */
export type EventWordsContext = {
  money: (amount: { minor: number; currency: string }) => string;
  productTitle: (id: string) => string | null;
  consentSource: (source: string) => string;
};

/**
 * All about one kind of event; a kind is one file. `Signal` and `Effect` are names that `profiles/` knows, and that the
 * compiler looks for there: what counts a signal and changes a profile stands after this capability.
 */
export type EventKindRecord<
  Schema extends z.ZodObject,
  Signal extends string = string,
  Effect extends string = string,
> = {
  /** What differs from other kinds. The type of the event is derived from it; stored events are read by it leniently. */
  schema: Schema;
  /** What something comes from that an event of the kind carried; completes "Linked by ...". */
  origin: string;
  /** The person did it, rather than the store or a machine. */
  isActivity?: true;
  /** A visitor does it who only looks around: no profile is made for that. */
  isBrowsing?: true;
  /** It says that all its identifiers are one person's. Why two profiles became one then, in words. */
  joins?: string;
  /** Another event of the same delivery carries the same traits. */
  hasTraitsOfAnother?: true;
  /** The signal that it counts for; null when it counts for none. */
  signal?(payload: z.infer<Schema>): Signal | null;
  /** What it does to a profile beyond traits, touch and signal: a name of `profiles/event-effects.ts`. */
  effect?: Effect;
  /** What a row keeps of it where that is not all: long lists and addresses are in tables of their own. */
  stored?(payload: z.infer<Schema>): object;
  /** How a timeline shows it; null where another entry shows the same with more detail. */
  timeline: EventTimeline<Schema> | null;
  /** How often it happened, as the page of a person counts it. */
  counted?: { channel: EventChannel; words: Countable };
  /** How a journey names it that starts with it, or waits for it; the rest of "when a person ..." and "until ...". */
  inJourneys?: { action?: string; state?: string };
  /** The app delivers it to itself under the topic `tendril/<kind>`; `isFromBrowser`: for an unsigned visitor. */
  own?: { isFromBrowser?: true };
};

type EventTimeline<Schema extends z.ZodObject> = {
  group: EventGroup;
  /** @param stored what the row has of the payload; an older one may have less */
  entry(stored: Partial<z.infer<Schema>>, words: EventWordsContext): EventEntry;
};

/** A kind of event as it was written down, with the names of its signal and effect in its type. */
export function defineEventKind<
  Schema extends z.ZodObject,
  const Signal extends string = never,
  const Effect extends string = never,
>(record: EventKindRecord<Schema, Signal, Effect>): EventKindRecord<Schema, Signal, Effect> {
  return record;
}

/** An entry of a timeline. */
export function eventEntry(
  icon: EventIcon,
  title: string,
  detail: string | null = null,
): EventEntry {
  return { icon, title, detail };
}
