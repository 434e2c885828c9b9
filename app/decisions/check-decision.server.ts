import { readVersions } from '#app/definitions/read-versions.server.ts';
import { JourneyDecisionInput } from '#app/journeys/decision-input.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { loadVersionsOfRuns } from '#app/journeys/definitions/load-journeys.server.ts';
import { predicatesOfJourney, withJourneyPredicates } from '#app/journeys/journey-predicates.ts';
import { findOfferVersion } from '#app/offers/store/offer-versions.server.ts';
import type { OfferVersion } from '#app/offers/offer-lookup.ts';
import { offerKind } from '#app/offers/offer-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadResolver } from '#app/segments/load-resolver.server.ts';
import type { DecisionPlace } from './decision-view.ts';
import { reevaluate } from './reevaluate.ts';
import type { Reevaluation } from './reevaluation.ts';
import { findDecision } from './store/find-decision.server.ts';
import { readRule, type StoredDecision } from './stored-decision.ts';

/** Makes a stored decision again, see `reevaluate`; null when there is no such decision. */
export async function checkDecision(
  client: ShopClient,
  shopId: string,
  place: DecisionPlace,
): Promise<Reevaluation | null> {
  const decision = await findDecision(client, shopId, place);
  if (!decision) return null;
  const journey = await journeyOfRule(client, shopId, decision.rule);
  return reevaluate(decision, journey, await offerOfDecision(client, shopId, decision));
}

/** The version of a journey that a rule's name is of, as the engine evaluates it; null when there is none. */
async function journeyOfRule(
  client: ShopClient,
  shopId: string,
  rule: string,
): Promise<Journey | null> {
  const named = readRule(rule);
  if (!named) return null;
  const version = { journeyKey: named.name, version: named.version };
  const [journey] = await loadVersionsOfRuns(client, shopId, [version]);
  if (!journey) return null;
  const asked = predicatesOfJourney(journey).map(({ predicate }) => predicate);
  return withJourneyPredicates(journey, await loadResolver(client, shopId, asked));
}

/** The version of an offer that a decision was about, as the engine evaluates it; null when there is none. */
async function offerOfDecision(
  client: ShopClient,
  shopId: string,
  { input }: StoredDecision,
): Promise<OfferVersion | null> {
  const read = JourneyDecisionInput.safeParse(input);
  if (!read.success || read.data.kind !== 'step' || !read.data.offer) return null;
  const { key: offer, version } = read.data.offer;
  const found = await findOfferVersion(client, shopId, { offer, version });
  const [known] = found ? await readVersions(client, shopId, offerKind, [found]) : [];
  if (!known) return null;
  const { who } = known.content;
  const resolve = await loadResolver(client, shopId, [who]);
  return { ...known, content: { ...known.content, who: resolve(who) } };
}
