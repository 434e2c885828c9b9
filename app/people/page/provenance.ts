import { type Countable, formatCount } from '#app/lib/format/count.ts';

/**
 * Where a fact comes from: one event that carried it, or several that were summed. Times are epoch milliseconds.
 * `word` is the first word of the event's kind, as `Timestamped.by` holds it; null when that is not known, and
 * 'visit' for whatever says how a person came.
 */
export type FactSource =
  | { kind: 'event'; word: string | null; at: number }
  | { kind: 'sum'; of: string; from: number; to: number; word: string | null };

/**
 * The event behind a fact and the entry of the timeline that shows it. `subject` is what it is about, such as
 * `#1043`; `at` is the entry's moment, which may differ from the fact's: an order is shown where it was placed.
 */
export type EventRef = { key: string; word: string; at: number; subject: string | null };

/** Something with its source, the event behind it, null when that is no longer kept, and what it comes from in words. */
export type Traced<T> = T & { event: EventRef | null; origin: string | null };

/** A fact of one event. */
export function eventSource(word: string | null, at: number): FactSource {
  return { kind: 'event', word, at };
}

/** A fact summed from several events; `word` says of which kind the newest is. */
export function sumSource(
  count: number,
  words: Countable,
  { from, to }: { from: number; to: number },
  word: string | null,
): FactSource {
  return { kind: 'sum', of: formatCount(count, words), from, to, word };
}

/** The event that a source leads to: the one that carried it, or the newest that was summed. */
export function wantedEvent(source: FactSource): { word: string | null; at: number } {
  return { word: source.word, at: source.kind === 'event' ? source.at : source.to };
}

/**
 * A source as a merchant would say it: "From the order #1043, 3 Nov 2026, 14:02"; "Summed from 5 orders,
 * 3 Jan 2026 to 4 Nov 2026".
 * @param event the event behind it, which says more while it is kept
 * @param origin what it comes from, as `factOrigin` has it
 * @param words how a moment and a day are written in the shop's zone
 */
export function sourceText(
  source: FactSource,
  event: EventRef | null,
  origin: string | null,
  words: { time(at: number): string; date(at: number): string },
): string {
  if (source.kind === 'sum') {
    const { of, from, to } = source;
    const [first, last] = [words.date(from), words.date(to)];
    return `Summed from ${of}, ${first === last ? words.time(to) : `${first} to ${last}`}`;
  }
  const moment = words.time(source.at);
  if (origin === null) return `Received ${moment}`;
  const subject = event?.subject ?? null;
  const definite = origin.replace(/^an? /, 'the ');
  return `From ${subject === null ? origin : `${definite} ${subject}`}, ${moment}`;
}
