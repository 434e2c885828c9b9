import { decideWatch } from './decide-watch.ts';
import { doubtedKind, isAskedNow, resolveDoubt, type DatedKind, type NewestOf } from './doubt.ts';
import { heardOf } from './heard-topics.ts';
import type { JourneyStop } from './journey-stop.ts';
import { coversWatch } from './shop-stops.ts';
import { topicsOfTrigger } from './trigger-topics.ts';
import { watchName, type WantedWatch } from './wanted-watches.ts';
import type { WatchState } from './watched.ts';
import type { SlotOf } from './weekly-profile.ts';

/** What is known beside the states: what Shopify said, the stops that go on, and of which topics deliveries still wait. */
export type SilenceFacts = {
  newest: NewestOf;
  open: readonly JourneyStop[];
  pendingTopics: readonly string[];
};

/** What became of the doubts: journeys whose deliveries are lost, and of what Shopify is to be asked. */
export type ResolvedSilences = {
  states: WatchState[];
  lost: Set<string>;
  doubts: Set<DatedKind>;
};

/**
 * What is in doubt by a silence, and what Shopify says of it: the evidence of one that is real begins again, and journeys whose
 * deliveries are lost have stopped. What is known to stand still is in no doubt.
 * @param wanted what is watched, in the order of the states
 */
export function resolveSilences(
  before: readonly WatchState[],
  wanted: readonly WantedWatch[],
  { newest, open, pendingTopics }: SilenceFacts,
  { now, slotOf, watched }: { now: number; slotOf: SlotOf; watched: number },
): ResolvedSilences {
  const heard = heardOf(before);
  const known = new Set(open.map(watchName));
  const lost = new Set<string>();
  const quietJourneys = new Set<string>();
  const doubts = new Set<DatedKind>();
  for (const [place, state] of before.entries()) {
    const watch = wanted[place];
    if (!watch?.journey || watch.isPaused || state.checkedAt !== now) continue;
    if (known.has(watchName(state)) || open.some((stop) => coversWatch(stop, watch))) continue;
    const topics = topicsOfTrigger(watch.journey.trigger);
    if (topics.some((topic) => pendingTopics.includes(topic))) continue;
    const quiet = decideWatch(state, watched, now, slotOf)?.quiet ?? 0;
    const kind = doubtedKind(watch, state, heard, quiet);
    if (kind === null) continue;
    const says = resolveDoubt(kind, { newest, state, heard }, now);
    if (says === 'quiet') quietJourneys.add(state.journeyKey);
    else if (says === 'lost') lost.add(watchName(state));
    else if (isAskedNow(kind, now)) doubts.add(kind);
  }
  const states = before.map((state) =>
    isQuiet(state, quietJourneys) ? { ...state, since: now } : state,
  );
  return { states, lost, doubts };
}

/** Where no one could enter, emails that did not come up are missed as little. */
function isQuiet(
  { journeyKey, measure, missed }: WatchState,
  quietJourneys: ReadonlySet<string>,
): boolean {
  if (!quietJourneys.has(journeyKey)) return false;
  return measure === 'entries' || Object.keys(missed).length === 0;
}
