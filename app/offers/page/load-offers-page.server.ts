import { definitionState, type DefinitionState } from '#app/definitions/definition-state.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow, DraftRow } from '#app/definitions/store/definition-rows.ts';
import { listDefinitions } from '#app/definitions/store/definitions.server.ts';
import { listNewDrafts, readDraft } from '#app/definitions/store/drafts.server.ts';
import { OfferContent } from '#app/offers/offer-content.ts';
import { offerKind } from '#app/offers/offer-kind.ts';
import { monthOf } from '#app/offers/offer-lookup.ts';
import { listOfferMonths } from '#app/offers/store/offer-months.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { EditedOffer } from './edited-offer.ts';
import { NO_FIGURES, type OfferFigures, type OfferLine } from './offer-list.ts';

/** Every offer of a shop with what it came to this month. @param now epoch milliseconds */
export async function loadOfferLines(
  client: ShopClient,
  shop: { id: string; timeZone: string },
  now: number,
): Promise<OfferLine[]> {
  const rows = await listDefinitions(client, shop.id, offerKind.kind);
  const versions = await readVersions(client, shop.id, offerKind, liveVersions(rows));
  const archived = new Set(rows.flatMap(({ key, archivedAt }) => (archivedAt === null ? [] : key)));
  const drafts = await listNewDrafts(client, shop.id, offerKind.kind);
  const shown = [
    ...versions.map(({ key, content }): ShownOffer => {
      return { key, content, state: archived.has(key) ? 'archived' : 'live' };
    }),
    ...drafts.flatMap(({ key, content }): ShownOffer[] => {
      const read = OfferContent.safeParse(content);
      return read.success ? [{ key, content: read.data, state: 'draft' }] : [];
    }),
  ];
  const figures = await figuresOf(client, shop, now);
  return shown.map(({ key, state, content }) => {
    const { name, benefit, audience, codesPerMonth, costPerMonthMinor } = content;
    const limits = { codesPerMonth, costPerMonthMinor };
    return { key, state, name, benefit, audience, ...limits, ...(figures.get(key) ?? NO_FIGURES) };
  });
}

type ShownOffer = { key: string; content: OfferContent; state: DefinitionState };

async function figuresOf(
  client: ShopClient,
  { id, timeZone }: { id: string; timeZone: string },
  now: number,
): Promise<Map<string, OfferFigures>> {
  const months = await listOfferMonths(client, id, monthOf(now, timeZone));
  return new Map(months.map(({ offer, ...figures }) => [offer, figures]));
}

/** An offer with its draft; undefined when there is none, or none that this version of the app can read. */
export async function loadEditedOffer(
  client: ShopClient,
  shop: { id: string; timeZone: string },
  key: string,
  now: number,
): Promise<EditedOffer | undefined> {
  const rows = await listDefinitions(client, shop.id, offerKind.kind);
  const row = rows.find((one) => one.key === key);
  if (!row) return undefined;
  const draft = await readDraft(client, shop.id, offerKind.kind, key);
  const content = await contentOfOffer(client, shop.id, row, draft);
  if (!content) return undefined;
  return {
    key,
    state: definitionState(row),
    content,
    revision: draft?.revision ?? 0,
    liveVersion: row.liveVersion,
    figures: (await figuresOf(client, shop, now)).get(key) ?? NO_FIGURES,
  };
}

async function contentOfOffer(
  client: ShopClient,
  shopId: string,
  row: DefinitionRow,
  draft: DraftRow | undefined,
): Promise<OfferContent | undefined> {
  const read = OfferContent.safeParse(draft?.content);
  if (read.success) return read.data;
  const [live] = await readVersions(client, shopId, offerKind, liveVersions([row]));
  return live?.content;
}
