import { isPublishable, type DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { loadAllDefinitions, namesOf } from '#app/gallery/load-names.server.ts';
import { loadJourneyReferences } from '#app/gallery/load-references.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { journeyProblems } from '#app/journeys/definitions/journey-problems.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { heardOf } from './heard-topics.ts';
import type { JourneyStop } from './journey-stop.ts';
import { nameStopCause } from './stop-cause.ts';
import { topicsOfTrigger } from './trigger-topics.ts';
import type { WalkProblem } from './walk/journey-walk.ts';
import { watchName, type WantedWatch } from './wanted-watches.ts';
import { isUnproven, newStop, silentSince } from './decide-watch.ts';
import type { WatchState } from './watched.ts';

/** What is known of a shop when stops are noticed. Moments are epoch milliseconds. */
type Noticed = {
  states: readonly WatchState[];
  pendingSince: number | null;
  /** What Shopify says to have sent. */
  lost: ReadonlySet<string>;
  now: number;
};

/** Stops that were noticed now, each with its cause. */
export async function nameCauses(
  client: ShopClient,
  shopId: string,
  found: readonly { state: WatchState; watch: WantedWatch }[],
  { states, pendingSince, lost, now }: Noticed,
): Promise<JourneyStop[]> {
  if (found.length === 0) return [];
  const definitions = await loadAllDefinitions(client, shopId);
  const heard = heardOf(states);
  const stops: JourneyStop[] = [];
  for (const { state, watch } of found) {
    const { journey } = watch;
    const gone = journey && (await findGoneReference(client, shopId, journey, definitions));
    const since = silentSince(state);
    const cause = nameStopCause({
      measure: state.measure,
      since,
      pendingSince,
      goneReference: gone?.message ?? null,
      missed: state.missed,
      topics: journey ? topicsOfTrigger(journey.trigger) : [],
      heard,
      isLost: lost.has(watchName(state)),
      isUnproven: state.measure === 'entries' && isUnproven(state),
      now,
    });
    stops.push(newStop(state, since, cause, now));
  }
  return stops;
}

/** What the publish check would say of a live journey today; null when it would be published. */
export async function findGoneReference(
  client: ShopClient,
  shopId: string,
  journey: Journey,
  definitions: readonly DefinitionRow[],
): Promise<WalkProblem | null> {
  const names: DefinitionNames = namesOf(definitions);
  const known = await loadJourneyReferences(client, shopId, definitions, journey.key);
  const problem = journeyProblems(journey, names, known).find((one) => !isPublishable([one]));
  return problem ? { stepId: problem.stepId, message: problem.message } : null;
}
