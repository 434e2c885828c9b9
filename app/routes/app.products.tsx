import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { countedSince } from '#app/catalog/pairs.ts';
import { inShop } from '#app/platform/db.server.ts';
import { countProducts, listProducts } from '#app/catalog/page/list-products.server.ts';
import { PRODUCT_SORTS } from '#app/catalog/page/product-view.ts';
import { readListView } from '#app/lib/list-view.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ProductTable } from '#app/catalog/ui/product-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = ['collection', 'collection_product', 'product', 'purchase', 'variant'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
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

export default function Products() {
  const { live, count, view, ...page } = useLoaderData<typeof loader>();
  const list = useListParams(view);
  useLive(live);

  if (count === 0) {
    return (
      <Page title="Products">
        <EmptyState
          heading="No products yet"
          action={{ content: 'Show the import', url: '/app/import' }}
        >
          The shop’s products come with the import and follow every change from then on, with what
          is bought together.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title="Products"
      subtitle="What the shop sells and what goes with it. People are recommended what can be bought now."
      fullWidth
    >
      <Card padding="0">
        <ListSearch label="Search products" placeholder="Title, type, vendor or SKU" list={list} />
        <ProductTable {...page} list={list} />
      </Card>
    </Page>
  );
}
