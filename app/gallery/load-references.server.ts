import type { DefinitionReferences } from '#app/definitions/definition-kind.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import { readDraft } from '#app/definitions/store/drafts.server.ts';
import {
  JourneyContentSchema,
  type JourneyContent,
} from '#app/journeys/definitions/journey-content.ts';
import { journeyKind } from '#app/journeys/definitions/journey-kind.ts';
import {
  journeysStartedAtOnce,
  type JourneyReferences,
} from '#app/journeys/definitions/start-problems.ts';
import { remindsOfEveryCart } from '#app/journeys/definitions/same-cart-problems.ts';
import { journeyGallery } from '#app/journeys/gallery.ts';
import { predicatesOfJourney } from '#app/journeys/journey-predicates.ts';
import { emailTraits } from '#app/messages/templates/email-content.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import { loadSalesMargin } from '#app/offers/load-sales-margin.server.ts';
import { OfferContent } from '#app/offers/offer-content.ts';
import { offerKind } from '#app/offers/offer-kind.ts';
import { marginProblem } from '#app/offers/sales-margin.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { conditionsOf } from '#app/segments/conditions/conditions-of.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { shopSegments } from '#app/segments/ready/shop-segments.ts';
import type { KnownReferences } from '#app/segments/reference-problems.ts';
import { knownEntries } from '#app/segments/store/catalogue-entries.server.ts';
import { loadOwnSegments } from '#app/segments/store/own-segments.server.ts';
import { usedShopifySegments } from '#app/segments/store/shopify-segments.server.ts';

/**
 * What of the shop a journey may refer to, whichever of its contents comes into use next: the draft, the live version or
 * that of the gallery.
 * @param rows all definitions of the shop
 */
export async function loadJourneyReferences(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
  key: string,
): Promise<JourneyReferences> {
  const contents = await candidateContents(client, shopId, rows, key);
  const asked = contents.flatMap(predicatesOfJourney).map(({ predicate }) => predicate);
  const triggers = contents.map(({ trigger }) => trigger);
  const emails = await loadEmails(client, shopId);
  return {
    emails: new Map([...emails].map(([email, { content }]) => [email, emailTraits(content)])),
    journeyKey: key,
    ...(await loadLiveJourneys(client, shopId, rows)),
    ...(await loadReferencesOf(client, shopId, asked, {
      products: triggers.flatMap((trigger) => triggerHandlerOf(trigger).products?.(trigger) ?? []),
      collections: triggers.flatMap(
        (trigger) => triggerHandlerOf(trigger).collections?.(trigger) ?? [],
      ),
    })),
  };
}

/** What of the shop an offer may refer to, in its draft or its live version. @param rows as above @param now epoch milliseconds */
export async function loadOfferReferences(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
  key: string,
  now: number,
): Promise<DefinitionReferences> {
  const draft = await readDraft(client, shopId, 'offer', key);
  const read = OfferContent.safeParse(draft?.content);
  const known = rows.filter((row) => row.kind === 'offer' && row.key === key);
  const live = await readVersions(client, shopId, offerKind, liveVersions(known));
  const contents = [...(read.success ? [read.data] : []), ...live.map(({ content }) => content)];
  const marginFloors = contents.filter(({ marginFloorPercent }) => marginFloorPercent !== null);
  const predicates = contents.map(({ who }) => who);
  return {
    ...(await loadReferencesOf(client, shopId, predicates)),
    ...(marginFloors.length > 0 && {
      marginProblem: marginProblem(await loadSalesMargin(client, shopId, now)),
    }),
  };
}

/** @param others what is referred to beside the predicates */
async function loadReferencesOf(
  client: ShopClient,
  shopId: string,
  predicates: readonly Predicate[],
  others: { products: string[]; collections: string[] } = { products: [], collections: [] },
): Promise<KnownReferences> {
  const interests = predicates
    .flatMap(conditionsOf)
    .flatMap((condition) => ('interest' in condition ? [condition] : []));
  const products = [...interests.flatMap((interest) => interest.products), ...others.products];
  const collections = [
    ...interests.flatMap((interest) => interest.collections),
    ...others.collections,
  ];
  const own = shopSegments(await loadOwnSegments(client, shopId)).predicates;
  // Shopify says who is in its segments; here it only counts that they are there.
  const foreign = (await usedShopifySegments(client, shopId))
    .filter(({ problem }) => problem !== 'gone')
    .map(({ key }): [string, Predicate] => [key, { any: [] }]);
  return {
    segments: new Map([...own, ...foreign]),
    ...(await knownEntries(client, shopId, products, collections)),
  };
}

/** Which journeys each live journey starts at once, and those that run and remind of every cart. */
async function loadLiveJourneys(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
): Promise<Pick<JourneyReferences, 'startsAtOnce' | 'cartReminders'>> {
  const live = rows.filter(({ kind, archivedAt }) => kind === 'journey' && archivedAt === null);
  const versions = await readVersions(client, shopId, journeyKind, liveVersions(live));
  const paused = new Set(live.flatMap(({ key, pausedAt }) => (pausedAt === null ? [] : [key])));
  return {
    startsAtOnce: new Map(
      versions.map(({ key, content }) => [key, journeysStartedAtOnce(content)]),
    ),
    cartReminders: versions
      .filter(({ key, content }) => !paused.has(key) && remindsOfEveryCart(content))
      .map(({ key, content: { name, trigger, entry } }) => ({ key, name, trigger, entry })),
  };
}

async function candidateContents(
  client: ShopClient,
  shopId: string,
  rows: readonly DefinitionRow[],
  key: string,
): Promise<JourneyContent[]> {
  const draft = await readDraft(client, shopId, 'journey', key);
  const read = JourneyContentSchema.safeParse(draft?.content);
  const known = rows.filter((row) => row.kind === 'journey' && row.key === key);
  const live = await readVersions(client, shopId, journeyKind, liveVersions(known));
  const shipped = journeyGallery.filter((item) => item.key === key);
  return [
    ...(read.success ? [read.data] : []),
    ...live.map(({ content }) => content),
    ...shipped.flatMap(({ versions }) => versions.map(({ content }) => content)),
  ];
}
