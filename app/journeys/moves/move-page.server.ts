import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { stepCard } from '#app/journeys/page/journey-words.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { countEarlierPeople, newestMove } from '#app/journeys/store/journey-moves.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { MovePage, MoveRow } from './move-page.ts';
import { planMoves } from './plan-moves.ts';

/**
 * Who is on earlier versions of a journey, and where they would land in the live one.
 * @returns null when the shop has no such journey in use
 */
export async function loadMovePage(
  client: ShopClient,
  shopId: string,
  key: string,
  names: DefinitionNames,
): Promise<MovePage | null> {
  const shown = (await loadShownJourneys(client, shopId)).find(
    ({ journey }) => journey.key === key,
  );
  if (!shown || shown.state === 'draft') return null;
  const { journey: to, state } = shown;
  const move = await newestMove(client, shopId, key);
  // While people are being moved the page shows how far that is, and asks often.
  const isMoving = move?.state === 'running';
  const people = isMoving ? [] : await countEarlierPeople(client, shopId, key, to.version);
  const earlier = await loadVersionsOfRuns(
    client,
    shopId,
    [...new Set(people.map(({ version }) => version))].map((version) => ({
      journeyKey: key,
      version,
    })),
  );
  const occupied = earlier.toSorted((a, b) => b.version - a.version);
  const versions = occupied.map((from) => {
    const theirs = people.filter(({ version }) => version === from.version);
    const rows = planMoves(from, to, theirs).map((planned): MoveRow => {
      const { stepId, people: count, landing } = planned;
      const landingStep = landing.kind === 'exits' ? null : stepTitle(to, landing.stepId, names);
      return { stepId, people: count, step: stepTitle(from, stepId, names), landing, landingStep };
    });
    return { version: from.version, rows };
  });
  return {
    journey: { key, name: to.name, version: to.version },
    isPaused: state === 'paused',
    versions,
    choices: to.steps.map(({ id }) => ({ id, step: stepTitle(to, id, names) })),
    move,
  };
}

function stepTitle(journey: Journey, id: string, names: DefinitionNames): string {
  const step = journey.steps.find((one) => one.id === id);
  return step ? stepCard(journey, step, names).title : id;
}
