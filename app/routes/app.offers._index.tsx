import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { readListView } from '#app/lib/list-view.ts';
import { loadOfferLines } from '#app/offers/page/load-offers-page.server.ts';
import { OFFER_ORDER, OFFER_SORTS, OFFERS_SHOWN } from '#app/offers/page/offer-list.ts';
import { OffersPage } from '#app/offers/ui/offers-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = ['definition', 'definition_draft', 'offer_code'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, may } = await authenticatePage(request, context, 'app.offers._index');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, OFFER_SORTS);
  const { live, lines } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    lines: await loadOfferLines(client, shop, clock.now()),
  }));
  const page = arrangeRows(lines, view, OFFER_ORDER, OFFERS_SHOWN);
  const { currency } = shop;
  return {
    live,
    ...page,
    isEmpty: lines.length === 0,
    view,
    currency,
    mayEdit: may('journeys.edit'),
  };
}

export default function OffersRoute() {
  return <OffersPage {...useLoaderData<typeof loader>()} />;
}
