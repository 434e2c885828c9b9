import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { galleryJourneys } from '#app/journeys/gallery/registry.ts';
import { GALLERY_ORDER, GALLERY_SORTS, galleryCards } from '#app/journeys/page/gallery-cards.ts';
import { loadShownJourneys } from '#app/journeys/page/shown-journeys.server.ts';
import { GalleryPage } from '#app/journeys/ui/gallery-page.tsx';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { readListView } from '#app/lib/list-view.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = ['definition', 'definition_draft'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, may } = await authenticatePage(request, context, 'app.journeys.gallery');
  const { pool } = context.services;
  const params = new URL(request.url).searchParams;
  const view = { ...readListView(params, GALLERY_SORTS, { direction: 'ascending' }), page: 1 };
  const { live, journeys } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    journeys: await loadShownJourneys(client, shop.id),
  }));
  const cards = galleryCards(galleryJourneys, journeys);
  // All on one page: there are few, and they are compared.
  const { rows } = arrangeRows(cards, view, GALLERY_ORDER, cards.length);
  return { live, cards: rows, view, mayEdit: may('journeys.edit') };
}

export default function GalleryRoute() {
  return <GalleryPage {...useLoaderData<typeof loader>()} />;
}
