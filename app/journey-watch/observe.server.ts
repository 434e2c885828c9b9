import { listTopicHours, sumTopicsByHour } from '#app/events/inbox/store/topic-hours.server.ts';
import { findLastEntry } from '#app/journeys/store/last-entry.server.ts';
import {
  countUsualChances,
  countWatchedDecisions,
  type WatchedDecisions,
} from '#app/journeys/store/watched-decisions.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigureHours } from '#app/roll-ups/store/figure-hours.server.ts';
import { lastHeard, noteHeardTopics } from './heard-topics.ts';
import { isFromShopify, isHeardTopic, SHOPIFY_TOPICS } from './trigger-topics.ts';
import { learnedSpan, silentSince, withLearned } from './decide-watch.ts';
import type { MissedChances, WatchState } from './watched.ts';
import type { CountedHour, SlotOf } from './weekly-profile.ts';

/** How often it is learned again what is usual, and how lively it is. */
const RELEARNED_MS = HOUR;
/** Of the chances of so many days it is known which share is usual. */
const CHANCES_SPAN = 14 * DAY;

/** How a measure stands now: when it happened last, and what was missed since. @param now epoch milliseconds */
export async function observeWatch(
  client: ShopClient,
  shopId: string,
  state: WatchState,
  now: number,
): Promise<WatchState> {
  const { measure, journeyKey } = state;
  switch (measure) {
    case 'deliveries': {
      const counts = await listTopicHours(client, shopId, now - 2 * HOUR, now);
      const known = counts.filter(({ topic }) => isHeardTopic(topic));
      const topics = noteHeardTopics(state.topics ?? {}, known, now);
      return { ...state, topics, lastAt: lastHeard(topics, isFromShopify), checkedAt: now };
    }
    case 'entries': {
      const lastAt = await findLastEntry(client, shopId, journeyKey, now);
      const missed = await missedSince(client, shopId, { ...state, lastAt }, now);
      return { ...state, lastAt, missed, checkedAt: now };
    }
    case 'emails': {
      const before = { from: silentSince(state), until: now };
      const found = await countWatchedDecisions(client, shopId, journeyKey, 'emails', before);
      const sentAt = lastSent(found);
      const next = { ...state, lastAt: sentAt ?? state.lastAt, checkedAt: now };
      const missed =
        sentAt === null ? missedOf(found) : await missedSince(client, shopId, next, now);
      return { ...next, missed };
    }
  }
}

async function missedSince(
  client: ShopClient,
  shopId: string,
  state: WatchState,
  now: number,
): Promise<MissedChances> {
  const { journeyKey, measure } = state;
  const about = measure === 'emails' ? measure : 'entries';
  const span = { from: silentSince(state), until: now };
  return missedOf(await countWatchedDecisions(client, shopId, journeyKey, about, span));
}

function lastSent(found: readonly WatchedDecisions[]): number | null {
  const sent = found.filter(({ outcome }) => outcome === 'sent').map(({ lastAt }) => lastAt);
  return sent.length === 0 ? null : Math.max(...sent);
}

function missedOf(found: readonly WatchedDecisions[]): MissedChances {
  return Object.fromEntries(
    found
      .filter(({ outcome }) => outcome !== 'sent')
      .map(({ outcome, reason, count }) => [`${outcome}:${reason}`, count]),
  );
}

/**
 * What is usual of a measure, learned again where that is due.
 * @param watched how many things are watched in the shop
 */
export async function relearnWatch(
  client: ShopClient,
  shopId: string,
  state: WatchState,
  watched: number,
  when: { now: number; slotOf: SlotOf },
): Promise<WatchState> {
  if (state.profiledAt !== null && when.now - state.profiledAt < RELEARNED_MS) return state;
  const counts = await countsOf(client, shopId, state);
  const chances = await chancesOf(client, shopId, state);
  return withLearned(state, counts, chances, watched, when);
}

async function countsOf(
  client: ShopClient,
  shopId: string,
  state: WatchState,
): Promise<CountedHour[]> {
  const { measure, journeyKey } = state;
  const span = learnedSpan(state);
  if (measure !== 'deliveries') {
    const figure = measure === 'emails' ? 'mails.sent' : 'runs.entered';
    return await readFigureHours(client, shopId, figure, journeyKey, span);
  }
  return await sumTopicsByHour(client, shopId, SHOPIFY_TOPICS, span);
}

async function chancesOf(
  client: ShopClient,
  shopId: string,
  state: WatchState,
): Promise<WatchState['chances'] | null> {
  const { measure, journeyKey } = state;
  if (measure === 'deliveries') return null;
  const until = silentSince(state);
  const from = Math.max(until - CHANCES_SPAN, state.learnedFrom ?? 0);
  return await countUsualChances(client, shopId, journeyKey, measure, { from, until });
}
