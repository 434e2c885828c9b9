import { Card, Page } from '@shopify/polaris';
import type { ProductView } from '#app/catalog/page/product-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { ProductTable, type ProductTableProps } from './product-table.tsx';

export type ProductsPageProps = Omit<ProductTableProps, 'list'> & {
  live: Live;
  /** How many products there are, whatever is searched for. */
  count: number;
  view: ProductView;
};

/** The catalogue: what the shop sells and what goes with it. */
export function ProductsPage({ live, count, view, ...page }: ProductsPageProps) {
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
