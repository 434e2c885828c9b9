import { sumTopicDeliveries } from '#app/events/inbox/store/topic-hours.server.ts';
import { DAY } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { countMissed, isUnproven } from './decide-watch.ts';
import { sureTopicsOf } from './trigger-topics.ts';
import { watchName, type WantedWatch } from './wanted-watches.ts';
import type { WatchState } from './watched.ts';

/**
 * How many deliveries came by which a journey may start, of those for which no one was looked at since their rules are as they
 * are, by the name of the watch. It is asked once that is so for a day.
 * @param wanted what is watched, in the order of the states
 * @param now epoch milliseconds
 */
export async function countCame(
  client: ShopClient,
  shopId: string,
  states: readonly WatchState[],
  wanted: readonly WantedWatch[],
  now: number,
): Promise<Map<string, number>> {
  const came = new Map<string, number>();
  for (const [place, state] of states.entries()) {
    const journey = wanted[place]?.journey;
    if (!journey || state.measure !== 'entries' || state.checkedAt !== now) continue;
    if (now - state.since < DAY || !isUnproven(state) || countMissed(state.missed) > 0) continue;
    const topics = sureTopicsOf(journey.trigger);
    if (topics.length === 0) continue;
    came.set(watchName(state), await sumTopicDeliveries(client, shopId, topics, state.since));
  }
  return came;
}
