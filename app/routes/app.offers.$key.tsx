import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { loadSalesMargin } from '#app/offers/load-sales-margin.server.ts';
import { blankOffer } from '#app/offers/offer-content.ts';
import type { EditedOffer } from '#app/offers/page/edited-offer.ts';
import { loadEditedOffer } from '#app/offers/page/load-offers-page.server.ts';
import { NO_FIGURES } from '#app/offers/page/offer-list.ts';
import { OfferPage } from '#app/offers/ui/offer-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { loadTitles, segmentChoices } from '#app/segments/load-names.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';

export { revalidatesDefinition as shouldRevalidate } from '#app/definitions/ui/revalidates-definition.ts';
export { OfferError as ErrorBoundary } from '#app/offers/ui/offer-error.tsx';

const SHOWN = [
  'definition',
  'definition_draft',
  'offer_code',
  'segment',
  'shopify_segment',
] as const;

/** In the address, in place of the key of an offer that is not there yet. */
const NEW = 'new';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, may } = await authenticatePage(request, context, 'app.offers.$key');
  const { pool, clock } = context.services;
  const key = params.key ?? '';
  const shown = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const offer = key === NEW ? newOffer() : await loadEditedOffer(client, shop, key, clock.now());
    if (!offer) throw new Response('There is no such offer.', { status: 404 });
    const stored = await loadSegments(client, shop.id);
    const segments = await segmentChoices(client, shop.id, stored, null);
    const names = await loadTitles(client, shop.id, [offer.content.who]);
    const margin = await loadSalesMargin(client, shop.id, clock.now());
    return { live, offer, margin, offered: { segments, names, currency: shop.currency } };
  });
  return { ...shown, isNew: key === NEW, mayEdit: may('journeys.edit') };
}

function newOffer(): EditedOffer {
  return {
    key: `offer-${randomUUID().slice(0, 8)}`,
    state: 'draft',
    content: { ...blankOffer(), name: '' },
    revision: 0,
    liveVersion: null,
    figures: NO_FIGURES,
  };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, markup, clock } = context.services;
  const OfThisOffer = DefinitionIntent.refine(
    ({ kind, key, intent }) =>
      kind === 'offer' && (key === params.key || (params.key === NEW && intent === 'save_draft')),
  );
  const intent = await parseIntent(request, OfThisOffer);
  return await changeDefinition(pool, markup, shop.id, intent, staffId, clock.now());
}

export default function OfferRoute() {
  return <OfferPage {...useLoaderData<typeof loader>()} />;
}
