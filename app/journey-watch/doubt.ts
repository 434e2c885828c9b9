import { MINUTE } from '#app/lib/duration.ts';
import { silentSince } from './decide-watch.ts';
import type { HeardTopics } from './heard-topics.ts';
import { topicsOfTrigger } from './trigger-topics.ts';
import type { WantedWatch } from './wanted-watches.ts';
import type { WatchState } from './watched.ts';

/** Of what Shopify can be asked when it has the newest. */
export type DatedKind = 'orders' | 'checkouts';

/** When Shopify has the newest of a kind, epoch milliseconds; null when it has none. Kinds that it gave no answer of are left out. */
export type NewestOf = Partial<Record<DatedKind, number | null>>;

const TOPICS: Record<DatedKind, ReadonlySet<string>> = {
  orders: new Set(['orders/create', 'orders/updated']),
  checkouts: new Set(['checkouts/create', 'checkouts/update']),
};
/** A silence that comes once in twenty times by chance is asked about. */
const DOUBTED = Math.log(20);
/** Where the answer cannot end the doubt it is asked again after so long. */
const ASKED_EVERY = 5 * MINUTE;
/** A delivery may well take so long. */
const DELIVERED_WITHIN = 3 * MINUTE;

/**
 * Of what Shopify is to be asked, where no one enters a journey because none of its topics came: the silence may be a quiet hour.
 * @param quiet the evidence of the silence
 */
export function doubtedKind(
  { journey, measure }: WantedWatch,
  state: WatchState,
  heard: HeardTopics,
  quiet: number,
): DatedKind | null {
  if (!journey || measure !== 'entries' || quiet < DOUBTED) return null;
  const topics = topicsOfTrigger(journey.trigger);
  if (topics.some((topic) => (heard[topic]?.at ?? 0) > silentSince(state))) return null;
  // What is said of new orders and checkouts says nothing of a journey that starts with an order's cancellation.
  if (topics.includes('orders/create')) return 'orders';
  return topics.includes('checkouts/create') ? 'checkouts' : null;
}

/** Whether a doubt is to be asked about now: at once where the answer ends it, else every five minutes. @param now epoch milliseconds */
export function isAskedNow(kind: DatedKind, now: number): boolean {
  return (
    kind === 'orders' || Math.floor(now / ASKED_EVERY) > Math.floor((now - MINUTE) / ASKED_EVERY)
  );
}

/**
 * What an answer of Shopify says of a silence: that deliveries are lost, that there was nothing to deliver, or neither. The list of
 * checkouts is behind and has no carts, so it never says that there was nothing.
 * @param now epoch milliseconds
 */
export function resolveDoubt(
  kind: DatedKind,
  { newest, state, heard }: { newest: NewestOf; state: WatchState; heard: HeardTopics },
  now: number,
): 'lost' | 'quiet' | null {
  const found = newest[kind];
  if (found === undefined) return null;
  const moments = [...TOPICS[kind]].map((topic) => heard[topic]?.at ?? 0);
  const known = Math.max(state.since, ...moments);
  if (found !== null && found > known) return found <= now - DELIVERED_WITHIN ? 'lost' : null;
  return kind === 'orders' ? 'quiet' : null;
}
