import { LRUCache } from 'lru-cache';
import type { ShopClient } from '#app/platform/db.server.ts';
import { startsOnDates } from '#app/journeys/date-starts.ts';
import { loadLiveOffers } from '#app/offers/load-offers.server.ts';
import type { OfferVersion } from '#app/offers/offer-lookup.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { predicatesOfJourney, withJourneyPredicates } from '#app/journeys/journey-predicates.ts';
import { loadJourneyPolicy } from '#app/journeys/definitions/load-journeys.server.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import { loadScoreModel } from '#app/scoring/store/score-models.server.ts';
import { loadCollections } from '#app/segments/store/load-collections.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { referencedCollections } from '#app/segments/reference-problems.ts';
import { resolveReferences } from '#app/segments/resolve-references.ts';
import { shopSegments, withoutReferences } from '#app/segments/ready/shop-segments.ts';
import {
  changedBetween,
  digestsOf,
  READY_DIGESTS,
  type RulesChange,
} from '#app/segments/predicate-digests.ts';
import { isRead } from '#app/segments/shopify-segments.ts';
import { loadOwnSegments } from '#app/segments/store/own-segments.server.ts';
import { loadBuiltDigests } from '#app/segments/store/recomputation.server.ts';
import { usedShopifySegments } from '#app/segments/store/shopify-segments.server.ts';
import { loadPolicyState } from '#app/shopify/store/policy-version.server.ts';
import { withoutUnread } from '#app/segments/without-unread.ts';
import type { Policy } from './decide/policy.ts';

/** Finds the rules a shop works by, as they are in the caller's transaction. */
export type PolicyOf = (client: ShopClient, shopId: string) => Promise<Policy>;

/** Policies kept in memory; those of shops that were not used for long are read again. */
const MOST = 1_000;
/** Characters of them as JSON, together: collections may hold many products. */
const MOST_CHARACTERS = 20_000_000;

/**
 * The rules that shops work by. Those of a shop are read again only when `shop.policy_version` changed, so asking costs
 * one row. A transaction that decides by them asks after `claimShop`: then none decides by older ones any more.
 * @returns finds the rules of a shop; throws when there is no such shop
 */
export function createPolicies(): PolicyOf {
  const cache = new LRUCache<string, { version: number; policy: Policy; changed: RulesChange }>({
    max: MOST,
    maxSize: MOST_CHARACTERS,
    sizeCalculation: ({ policy }) => JSON.stringify(policy).length,
  });
  return async (client, shopId) => {
    const { version, isBuilding, reached } = await loadPolicyState(client, shopId);
    const known = cache.get(shopId);
    const isKnown = known?.version === version;
    const found = isKnown ? known : await readAll(client, shopId, version);
    if (!isKnown) cache.set(shopId, found);
    const { policy, changed } = found;
    return isBuilding ? { ...policy, building: { ...changed, reached } } : policy;
  };
}

async function readAll(
  client: ShopClient,
  shopId: string,
  version: number,
): Promise<{ version: number; policy: Policy; changed: RulesChange }> {
  const policy = await readPolicy(client, shopId);
  const before = (await loadBuiltDigests(client, shopId)) ?? READY_DIGESTS;
  return { version, policy, changed: changedBetween(before, digestsOf(policy, version)) };
}

async function readPolicy(client: ShopClient, shopId: string): Promise<Policy> {
  const { model } = await loadScoreModel(client, shopId);
  const readable = await readableKeys(client, shopId);
  const own = (await loadOwnSegments(client, shopId)).map((row) => {
    return { ...row, predicate: withoutUnread(row.predicate, readable) };
  });
  const { journeys, earlierJourneys, pausedKeys } = await loadJourneyPolicy(client, shopId);
  const asked = [...journeys, ...earlierJourneys].flatMap(predicatesOfJourney);
  const offers = await usedOffers(client, shopId, [...journeys, ...earlierJourneys]);
  const segments = shopSegments(own);
  // One that is gone may come back, so those that now have a problem are waited for as well.
  const unarchived = own.flatMap(({ archivedAt, predicate }) =>
    archivedAt === null ? [predicate] : [],
  );
  const startedBy = journeys.map(({ trigger }) => trigger);
  const collectionIds = [
    ...[
      ...segments.predicates.values(),
      ...unarchived,
      ...asked.map(({ predicate }) => predicate),
      ...offers.map(({ content }) => content.who),
    ].flatMap(referencedCollections),
    ...startedBy.flatMap((trigger) => triggerHandlerOf(trigger).collections?.(trigger) ?? []),
  ];
  const collections = await loadCollections(client, shopId, collectionIds);
  const timeZone = await loadTimeZone(client, shopId);
  const resolved = (predicate: Predicate) =>
    resolveReferences(withoutUnread(predicate, readable), {
      segments: segments.predicates,
      collections,
      timeZone,
    });
  const whole = (journey: Journey) => {
    const { trigger } = journey;
    const collected = triggerHandlerOf(trigger).withCollections?.(trigger, collections);
    return withJourneyPredicates({ ...journey, trigger: collected ?? trigger }, resolved);
  };
  const timed = journeys.filter(startsOnDates).map(({ trigger }) => JSON.stringify(trigger));
  return {
    model,
    timeZone,
    journeys: journeys.map(whole),
    earlierJourneys: earlierJourneys.map(whole),
    ...(pausedKeys.size > 0 && { pausedKeys }),
    ...(timed.length > 0 && { timed }),
    ...(offers.length > 0 && {
      offers: new Map(
        offers.map((offer) => [
          offer.key,
          { ...offer, content: { ...offer.content, who: resolved(offer.content.who) } },
        ]),
      ),
    }),
    ...withoutReferences(segments, collections, timeZone),
    collections: new Set(collectionIds),
  };
}

/** The live offers, where a journey makes any. */
async function usedOffers(
  client: ShopClient,
  shopId: string,
  journeys: readonly Journey[],
): Promise<OfferVersion[]> {
  const isOffering = journeys.some(({ steps }) => steps.some(({ kind }) => kind === 'offer'));
  return isOffering ? await loadLiveOffers(client, shopId) : [];
}

/** The keys of Shopify's segments whose members are known; conditions on others make no sense. */
async function readableKeys(client: ShopClient, shopId: string): Promise<ReadonlySet<string>> {
  const used = await usedShopifySegments(client, shopId);
  return new Set(used.filter(isRead).map(({ key }) => key));
}
