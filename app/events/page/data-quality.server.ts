import type { ShopClient } from '#app/platform/db.server.ts';
import { TOPICS } from '#app/events/topics/registry.ts';
import {
  listActiveTopicHours,
  listQuietTopics,
  listTopicHours,
  sumReceivedFields,
} from '#app/events/inbox/store/topic-hours.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Topics } from './data-quality.ts';
import { drifts, type Drift, type FieldCounts } from './drift.ts';
import { LEARNED_FROM, silenceOf } from './silence.ts';
import {
  chartHours,
  lookedAtFrom,
  slotIn,
  topicHealth,
  type HourCount,
  type TopicHealth,
} from './topic-health.ts';
import { isWatched, topicAdvice } from './watched-topics.ts';

/** Hours that the chart of a topic shows. */
const CHART_HOURS = 48;
/** A field is compared over this time with the four weeks before it. */
const LATELY = 3 * DAY;
const BEFORE = 28 * DAY;

/**
 * How each of Shopify's topics, the storefront and other programs come in, beside what is usual.
 * @param chosen the topic to give by hour; the first when there is no such one
 * @param now epoch milliseconds
 */
export async function loadTopics(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  chosen: string | null,
  now: number,
): Promise<Topics> {
  const rows = await listTopicHours(client, shopId, lookedAtFrom(now), now);
  const byTopic = new Map<string, HourCount[]>();
  for (const { topic, hour, count } of rows) {
    if (!isWatched(topic)) continue;
    const counts = byTopic.get(topic) ?? [];
    counts.push({ hour, count });
    byTopic.set(topic, counts);
  }
  const slotOf = slotIn(timeZone);
  const topics = [...byTopic]
    .map(([topic, counts]) => ({
      ...topicHealth(topic, counts, timeZone, slotOf, now),
      advice: topicAdvice(topic),
    }))
    .sort(bySilence);
  const shown = topics.find(({ topic }) => topic === chosen)?.topic ?? topics[0]?.topic ?? null;
  const counts = (shown === null ? undefined : byTopic.get(shown)) ?? [];
  return {
    topics,
    chosen: shown,
    hours: shown === null ? [] : chartHours(counts, timeZone, now, CHART_HOURS),
  };
}

function bySilence(a: TopicHealth, b: TopicHealth): number {
  const silent = (one: TopicHealth) => Number(one.silence.state === 'silent');
  return silent(b) - silent(a) || b.lastDay - a.lastDay || (a.topic < b.topic ? -1 : 1);
}

/**
 * The topics that went silent, for pages that are loaded again and again: only those are read whole that
 * did not come within the last hours.
 */
export async function silentTopics(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  now: number,
): Promise<string[]> {
  const watched = [...TOPICS.keys()].filter(isWatched);
  const quiet = await listQuietTopics(client, shopId, watched, now - 3 * HOUR);
  if (quiet.length === 0) return [];
  const topics = quiet.map(({ topic }) => topic);
  const rows = await listActiveTopicHours(client, shopId, topics, now - LEARNED_FROM);
  const slotOf = slotIn(timeZone);
  const active = new Map(
    rows.map(({ topic, hours }) => [topic, hours.split(' ').map((hour) => Number(hour) * HOUR)]),
  );
  return quiet.flatMap(({ topic, since }) =>
    silenceOf(active.get(topic) ?? [], since, slotOf, now).state === 'silent' ? [topic] : [],
  );
}

/** Fields that used to come with a topic and hardly come any more. */
export async function loadDrifts(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<Drift[]> {
  const span = { from: now - LATELY - BEFORE, lately: now - LATELY };
  const rows = await sumReceivedFields(client, shopId, span, OWN_TOPICS);
  const counts = new Map<string, FieldCounts>();
  for (const { topic, lately, deliveries, received } of rows) {
    const none = { deliveries: 0, received: [] };
    const known = counts.get(topic) ?? { topic, before: none, lately: none };
    const sums = { deliveries, received: received.map(Number) };
    counts.set(topic, { ...known, [lately ? 'lately' : 'before']: sums });
  }
  return drifts([...counts.values()]);
}

const OWN_TOPICS = [...TOPICS.keys()].filter((topic) => topic.startsWith('tendril/'));
