import { addCampaignNames } from '#app/campaigns/page/campaign-names.server.ts';
import {
  decisionPlaceText,
  type DecisionPlace,
  type DecisionView,
} from '#app/decisions/decision-view.ts';
import { findPeopleByWord } from '#app/decisions/store/find-people.server.ts';
import {
  lookedThroughUntil,
  selectDecisions,
  type DecisionFilter,
} from '#app/decisions/store/list-decisions.server.ts';
import type { ListedDecision } from '#app/decisions/store/listed-decision.ts';
import { readRule } from '#app/decisions/stored-decision.ts';
import { loadDefinitionNames } from '#app/gallery/load-names.server.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { searchPrefix } from '#app/lib/search-prefix.ts';
import { dayEnd, dayStart } from '#app/lib/shop-day.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';
import type { DecisionsPage } from './decision-line.ts';
import { decisionLine, type DecisionWordsContext } from './decision-words.ts';

/** How many a page of the list holds. */
export const DECISIONS_SHOWN = 50;

/** One page of the decisions that a view asks for. Days begin and end in the shop's zone. */
export async function listDecisions(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  view: DecisionView,
): Promise<DecisionsPage> {
  const filter = await decisionFilter(client, shopId, timeZone, view);
  const isBackward = view.before !== null;
  const place = view.before ?? view.after;
  const isDown = (view.direction === 'descending') !== isBackward;
  const span = { place, isDown, limit: DECISIONS_SHOWN + 1 };
  const rows = await selectDecisions(client, shopId, filter, span);
  const hasMore = rows.length > DECISIONS_SHOWN;
  const looked = hasMore ? null : await lookedThroughUntil(client, shopId, filter, span);
  const shown = rows.slice(0, DECISIONS_SHOWN);
  if (isBackward) shown.reverse();
  const context = await decisionWords(client, shopId, timeZone, shown);
  const [first, last] = [shown.at(0), shown.at(-1)];
  // A page that is not filled goes on from where the looking ended, whatever it found before.
  const beyond = hasMore ? (isBackward ? first : last) : looked;
  const turned = isBackward ? (last ?? place) : place && (first ?? place);
  const [previous, next] = isBackward ? [beyond, turned] : [turned, beyond];
  return {
    decisions: shown.map((row) => decisionLine(row, context)),
    previous: textOf(previous),
    next: textOf(next),
    lookedUntil: looked?.at ?? null,
  };
}

function textOf(place: DecisionPlace | null | undefined): string | null {
  return place ? decisionPlaceText(place) : null;
}

/** What a view asks for, with the people whose name has the word that is searched for. */
export async function decisionFilter(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  view: DecisionView,
): Promise<DecisionFilter> {
  const { journey, message, reason, outcome, search } = view;
  const person = view.person === '' ? '' : await findCurrentPerson(client, shopId, view.person);
  const prefix = searchPrefix(search);
  const found = prefix === '' ? null : await findPeopleByWord(client, shopId, prefix);
  const ids = found?.map(({ id }) => id) ?? null;
  return {
    since: dayStart(view.from, timeZone) ?? 0,
    until: dayEnd(view.to, timeZone) ?? 0,
    profileIds: person === '' ? ids : ids === null || ids.includes(person) ? [person] : [],
    journey,
    message,
    reason,
    outcome,
  };
}

/** What the words of some decisions need. */
export async function decisionWords(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  decisions: readonly ListedDecision[],
): Promise<DecisionWordsContext> {
  const rules = new Map(decisions.map(({ rule }) => [rule, readRule(rule)]));
  const wanted = [...rules.values()].flatMap((rule) =>
    rule ? [{ journeyKey: rule.name, version: rule.version }] : [],
  );
  return {
    names: await addCampaignNames(client, shopId, await loadDefinitionNames(client, shopId)),
    versions: await loadVersionsOfRuns(client, shopId, wanted),
    timeZone,
  };
}
