import type { ProfileState, Signal } from '#app/profiles/profile-state.ts';
import type { ExplanationLine, Ground } from '#app/scoring/explain.ts';
import { SIGNAL_WORDS } from '#app/scoring/signal-words.ts';
import { sumSource, eventSource, type FactSource } from './provenance.ts';

/** A line of a score's explanation with where its points come from; null for what no event carried. */
export type SourcedLine = ExplanationLine & { source: FactSource | null };

/** Gives the lines of one subscore their sources. */
export function sourcedLines(
  lines: readonly ExplanationLine[],
  state: ProfileState,
): SourcedLine[] {
  return lines.map((line) => ({ ...line, source: sourceOf(line.ground, state) }));
}

/** The first word of the events that count for a signal. */
const WORDS: Record<Signal, string> = {
  page_viewed: 'page',
  product_viewed: 'product',
  cart_changed: 'cart',
  checkout_started: 'checkout',
  order_placed: 'order',
  order_cancelled: 'order',
  refunded: 'order',
  mail_sent: 'mail',
  mail_clicked: 'mail',
  mail_bounced: 'mail',
  unsubscribed: 'consent',
  banner_seen: 'banner',
  banner_clicked: 'banner',
  applied: 'application',
  searched: 'search',
  ticket_opened: 'support',
  reviewed_well: 'review',
  reviewed_badly: 'review',
};

function sourceOf(ground: Ground, state: ProfileState): FactSource | null {
  if (ground.kind === 'signal')
    return sumSource(ground.count, SIGNAL_WORDS[ground.signal], ground, WORDS[ground.signal]);
  const { when } = ground;
  if ('orders' in when) {
    const { placed, cancelled, firstAt, lastAt } = state.orders;
    if (firstAt === null || lastAt === null) return null;
    const span = { from: firstAt, to: lastAt };
    return sumSource(placed - cancelled, SIGNAL_WORDS.order_placed, span, 'order');
  }
  const known = 'consent' in when ? state.consent[when.consent] : state[when.trait];
  return known && eventSource(known.by ?? null, known.at);
}
