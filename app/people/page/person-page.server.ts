import { recommendTo } from '#app/catalog/recommend.server.ts';
import { findReaderPreferences } from '#app/consent/store/reader-preferences.server.ts';
import type { DefinitionNames } from '#app/definitions/definition-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { eventSpans, orderSpans } from '#app/people/store/event-spans.server.ts';
import { personConsents } from '#app/people/store/person-consents.server.ts';
import {
  mailDecisions,
  personOrders,
  personRuns,
} from '#app/people/store/person-history.server.ts';
import { personRow } from '#app/people/store/person-row.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';
import { explainScore } from '#app/scoring/explain.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { scoreModelAt } from '#app/scoring/store/score-models.server.ts';
import { scoreProfile } from '#app/scoring/score.ts';
import { personName } from '#app/profiles/person-name.ts';
import type { PersonPage } from './person-page.ts';
import { buyingFacts } from './buying-facts.ts';
import { categoryFacts, engagementFacts, interestFacts } from './engagement-facts.ts';
import { eventsBehind, factNames } from './evidence.server.ts';
import { factOrigin } from './fact-origin.ts';
import { arrivalFacts, identityFacts, seenFacts, type FactGroup } from './person-facts.ts';
import { factGroup } from './fact-group.ts';
import { loadPendingReviews } from './pending-reviews.server.ts';
import { choicesInWords } from './person-choices.ts';
import { personGlance } from './person-glance.ts';
import { personIdentities } from './person-identities.server.ts';
import { personSegments } from './person-segments.server.ts';
import { loadProfileAsOf } from './profile-as-of.server.ts';
import type { FactSource, Traced } from './provenance.ts';
import { sourcedLines } from './score-facts.ts';

const RECOMMENDED = 4;

/**
 * Everything about one person except the timeline.
 * @param model the model in use
 * @param now epoch milliseconds
 * @param at the moment to explain the score of; a past one is explained by the model that was in use then
 * @param timeZone the shop's, whose days count
 * @param names of the shop's journeys and emails
 * @returns null when the shop has no such person
 */
export async function loadPersonPage(
  client: ShopClient,
  shopId: string,
  profileId: string,
  model: ScoreModel,
  now: number,
  at: number,
  timeZone: string,
  names: DefinitionNames,
): Promise<PersonPage | null> {
  const row = await personRow(client, shopId, profileId);
  if (!row) return null;
  const { state: saved, name, email, ...known } = row;
  const state = savedProfile(saved);
  const chosen = email === null ? null : await findReaderPreferences(client, shopId, email);
  const { grade, score, band } = scoreProfile(model, state, now);
  const groups = await factGroups(client, shopId, profileId, state, model, now, timeZone);
  const isPast = at < now;
  const then = isPast ? await loadProfileAsOf(client, shopId, profileId, state, at) : state;
  const modelThen = isPast ? (await scoreModelAt(client, shopId, at)).model : model;
  const explanation = explainScore(modelThen, then, at, timeZone);
  const intent = sourcedLines(explanation.intent.lines, then);
  const fit = sourcedLines(explanation.fit.lines, then);
  const sources = [...groups.flatMap(({ facts }) => facts), ...intent, ...fit];
  const eventOf = await eventsBehind(
    client,
    shopId,
    profileId,
    sources.map(({ source }) => source),
  );
  const traced = <T extends { source: FactSource | null }>(things: T[]): Traced<T>[] =>
    things.map((thing) => {
      const event = eventOf(thing.source);
      return { ...thing, event, origin: thing.source && factOrigin(thing.source, event) };
    });
  return {
    ...known,
    name: personName({ name, email }),
    current: { grade, score, band },
    glance: personGlance(state),
    open: await loadPendingReviews(client, shopId, profileId),
    facts: groups.map((group) => ({ ...group, facts: traced(group.facts) })),
    explanation: {
      ...explanation,
      intent: { ...explanation.intent, lines: traced(intent) },
      fit: { ...explanation.fit, lines: traced(fit) },
    },
    segments: await personSegments(client, shopId, profileId),
    runs: await personRuns(client, shopId, profileId, names),
    consents: await personConsents(client, shopId, profileId),
    choices: chosen === null ? [] : choicesInWords(chosen, now, timeZone),
    known: await personIdentities(client, shopId, profileId, now),
    mailDecisions: await mailDecisions(client, shopId, profileId, names),
    recentOrders: await personOrders(client, shopId, profileId),
    recommended: await recommendTo(client, shopId, profileId, state, RECOMMENDED, now),
  };
}

/** Everything known by heading, without the events behind it. */
async function factGroups(
  client: ShopClient,
  shopId: string,
  profileId: string,
  state: ProfileState,
  model: ScoreModel,
  now: number,
  timeZone: string,
): Promise<FactGroup[]> {
  const spans = await eventSpans(client, shopId, profileId);
  const orders = await orderSpans(client, shopId, profileId);
  const names = await factNames(client, shopId, state);
  const buying = { ...orders, refunds: spans.get('order.refunded') ?? null };
  return [
    factGroup('about', 'About', [
      ...identityFacts(state, names),
      ...seenFacts(state, now, timeZone),
    ]),
    factGroup('buying', 'Buying', buyingFacts(state, buying, model, now, timeZone)),
    factGroup('interests', 'Interests', [
      ...categoryFacts(state, names),
      ...interestFacts(state, names),
    ]),
    factGroup('engagement', 'Engagement', engagementFacts(spans)),
    factGroup('arrival', 'Acquisition', arrivalFacts(state)),
  ].filter(({ facts }) => facts.length > 0);
}
