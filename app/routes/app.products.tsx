import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { countedSince } from '#app/catalog/pairs.ts';
import { inShop } from '#app/platform/db.server.ts';
import { listProducts } from '#app/catalog/page/list-products.server.ts';
import { countProducts } from '#app/catalog/store/list-products.server.ts';
import { PRODUCT_SORTS } from '#app/catalog/page/product-view.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { ProductsPage } from '#app/catalog/ui/products-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = ['collection', 'collection_product', 'product', 'purchase', 'variant'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.products');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, PRODUCT_SORTS);
  const now = clock.now();
  const { live, page, count } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    page: await listProducts(client, shop.id, view, now),
    count: await countProducts(client, shop.id),
  }));
  const { currency, timeZone } = shop;
  return { ...page, live, count, view, since: countedSince(now), currency, timeZone };
}

export default function ProductsRoute() {
  const data = useLoaderData<typeof loader>();
  return <ProductsPage {...data} />;
}
