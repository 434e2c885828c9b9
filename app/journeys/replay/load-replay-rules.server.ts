import { soldOutLines } from '#app/catalog/sold-out.ts';
import { listSoldOut } from '#app/catalog/store/sold-out.server.ts';
import type { Journey } from '#app/journeys/definition.ts';
import { predicatesOfJourney, withJourneyPredicates } from '#app/journeys/journey-predicates.ts';
import { triggerHandlerOf } from '#app/journeys/triggers/registry.ts';
import { selectSendingShop } from '#app/messages/delivery/store/sending-shop.server.ts';
import { mailSettings } from '#app/messages/sender/mail-settings.ts';
import { loadEmails } from '#app/messages/templates/load-emails.server.ts';
import { loadLiveOffers } from '#app/offers/load-offers.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadScoreModel } from '#app/scoring/store/score-models.server.ts';
import { shopSegments } from '#app/segments/ready/shop-segments.ts';
import { referencedCollections } from '#app/segments/reference-problems.ts';
import { resolveReferences } from '#app/segments/resolve-references.ts';
import { isRead } from '#app/segments/shopify-segments.ts';
import { loadCollections } from '#app/segments/store/load-collections.server.ts';
import { loadOwnSegments } from '#app/segments/store/own-segments.server.ts';
import { usedShopifySegments } from '#app/segments/store/shopify-segments.server.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { withoutUnread } from '#app/segments/without-unread.ts';
import { loadOffersBefore, offersOfJourney } from './offered-context.server.ts';
import type { ReplayRules } from './replay-rules.ts';

/** More things that are sold out are not looked up: the others count as to be had. */
const MOST_SOLD_OUT = 200_000;

/**
 * By what a journey is run over the past: the shop's rules as they are now, as live runs go by them.
 * @param window epoch milliseconds
 */
export async function loadReplayRules(
  client: ShopClient,
  shopId: string,
  journey: Journey,
  window: { from: number; until: number },
): Promise<ReplayRules> {
  const sender = await selectSendingShop(client, shopId);
  if (!sender) throw new Error(`Shop ${shopId} is not known.`);
  const { quietHours, limits } = mailSettings(sender.settings);
  const { model } = await loadScoreModel(client, shopId);
  const emails = await loadEmails(client, shopId);
  const offers = new Map((await loadLiveOffers(client, shopId)).map((offer) => [offer.key, offer]));
  const made = offersOfJourney(journey);
  const offersBefore =
    made.length > 0
      ? await loadOffersBefore(client, shopId, made, window.from, sender.timeZone)
      : null;
  const soldOut = await listSoldOut(client, shopId, MOST_SOLD_OUT);
  return {
    journey: await wholeJourney(client, shopId, journey, sender.timeZone),
    model,
    emails: new Map([...emails].map(([key, { content }]) => [key, content])),
    offers,
    ...(offersBefore && { offersBefore }),
    isSoldOut: soldOutLines(soldOut),
    mail: { quietHours, limits, timeZone: sender.timeZone },
    ...window,
  };
}

/** The journey with what its predicates refer to in its place. */
async function wholeJourney(
  client: ShopClient,
  shopId: string,
  journey: Journey,
  timeZone: string,
): Promise<Journey> {
  const used = await usedShopifySegments(client, shopId);
  const readable = new Set(used.filter(isRead).map(({ key }) => key));
  const own = (await loadOwnSegments(client, shopId)).map((row) => {
    return { ...row, predicate: withoutUnread(row.predicate, readable) };
  });
  const { predicates: segments } = shopSegments(own);
  const asked = [
    ...segments.values(),
    ...predicatesOfJourney(journey).map(({ predicate }) => predicate),
  ];
  const { trigger } = journey;
  const starting = triggerHandlerOf(trigger);
  const collections = await loadCollections(client, shopId, [
    ...asked.flatMap(referencedCollections),
    ...(starting.collections?.(trigger) ?? []),
  ]);
  const resolved = (predicate: Predicate) =>
    resolveReferences(withoutUnread(predicate, readable), { segments, collections, timeZone });
  const started = starting.withCollections?.(trigger, collections) ?? trigger;
  return withJourneyPredicates({ ...journey, trigger: started }, resolved);
}
