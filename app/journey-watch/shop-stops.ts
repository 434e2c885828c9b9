import { idOf } from '#app/lib/ids.ts';
import { heardOf } from './heard-topics.ts';
import type { JourneyStop, ShownStop } from './journey-stop.ts';
import { isBacklog, type StopCause } from './stop-cause.ts';
import { topicsOfTrigger } from './trigger-topics.ts';
import type { WantedWatch } from './wanted-watches.ts';
import { ALL_JOURNEYS, type WatchState } from './watched.ts';

/** A stop that was noticed now, with the names of the journeys that it was seen by. */
export type NoticedStop = ShownStop & { journeys: string[] };

/** Causes that are no fault of one journey: what they stop is one stop of the shop. */
const COMMON: ReadonlySet<StopCause> = new Set(['not_processed', 'topic_silent', 'sender_refused']);

/** Whether a stop is one of the shop, by a cause that its journeys have in common. */
export function isCommonStop({ journeyKey, measure }: JourneyStop): boolean {
  return journeyKey === ALL_JOURNEYS && measure !== 'deliveries';
}

/**
 * Stops that were noticed now, those of one common cause as one stop of the shop.
 * @param open the stops that go on already: a common cause that is known is not noticed again
 */
export function mergeCommonStops(
  found: readonly ShownStop[],
  open: readonly JourneyStop[],
): NoticedStop[] {
  const known = new Set(open.filter(isCommonStop).map(causeName));
  const merged = new Map<string, NoticedStop>();
  const own: NoticedStop[] = [];
  for (const stop of found) {
    const journeys = stop.journey === null ? [] : [stop.journey];
    if (!COMMON.has(stop.cause)) own.push({ ...stop, journeys });
    else if (!known.has(causeName(stop))) {
      const one = merged.get(causeName(stop)) ?? { ...commonStop(stop), journeys: [] };
      one.journeys.push(...journeys.filter((name) => !one.journeys.includes(name)));
      merged.set(causeName(stop), one);
    }
  }
  return [...merged.values(), ...own];
}

function causeName({ cause, detail }: JourneyStop): string {
  return `${cause}:${detail}`;
}

function commonStop(stop: ShownStop): ShownStop {
  const { cause, detail, noticedAt } = stop;
  const id = idOf('common-stop', cause, detail, String(noticedAt));
  const measure = cause === 'sender_refused' ? 'emails' : 'entries';
  return { ...stop, id, journeyKey: ALL_JOURNEYS, journey: null, measure };
}

/** Whether a stop of the shop explains that something stands still. */
export function coversWatch(stop: JourneyStop, { measure, journey }: WantedWatch): boolean {
  if (stop.journeyKey !== ALL_JOURNEYS) return false;
  if (stop.measure === 'deliveries' || stop.cause === 'not_processed') return true;
  if (stop.cause === 'sender_refused') return measure === 'emails';
  return journey !== null && topicsOfTrigger(journey.trigger).join(', ') === stop.detail;
}

/**
 * Whether the common cause of a stop is gone, or no journey waits for it any more.
 * @param now epoch milliseconds, as is `pendingSince`
 */
export function isCommonOver(
  stop: JourneyStop,
  { states, wanted }: { states: readonly WatchState[]; wanted: readonly WantedWatch[] },
  pendingSince: number | null,
  now: number,
): boolean {
  const { cause, detail, noticedAt } = stop;
  if (!wanted.some((watch) => !watch.isPaused && coversWatch(stop, watch))) return true;
  if (cause === 'not_processed') return !isBacklog(pendingSince, now);
  if (cause === 'sender_refused')
    return states.some(({ measure, lastAt }) => measure === 'emails' && (lastAt ?? 0) > noticedAt);
  const heard = heardOf(states);
  return detail.split(', ').some((topic) => (heard[topic]?.at ?? 0) > noticedAt);
}
