import {
  Badge,
  BlockStack,
  IndexTable,
  InlineStack,
  Text,
  Thumbnail,
  useBreakpoints,
} from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';
import type { IndexTableProps } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ListedProduct } from '#app/insights/list-products.server.ts';
import type { ProductSort, ProductView } from '#app/insights/product-view.ts';
import { formatDate } from './format-time.ts';
import { NothingFound } from './list-search.tsx';
import { Money } from './money.tsx';
import { RowCells } from './row-cells.tsx';

/** Which columns sort, and by what. */
const SORTS = new Map<number, ProductSort>([
  [0, 'title'],
  [1, 'price'],
  [2, 'stock'],
  [4, 'bought'],
]);

export type ProductTableProps = {
  products: ListedProduct[];
  view: ProductView;
  hasMore: boolean;
  isLoading: boolean;
  onChange: (values: Record<string, string>) => void;
  /** Since when orders are counted, epoch milliseconds. */
  since: number;
  currency: string;
  timeZone: string;
};

/** The catalogue with what goes with each product; sorts and pages through the address. */
export function ProductTable(props: ProductTableProps) {
  const { products, view, hasMore, isLoading, onChange, since, currency, timeZone } = props;
  const { smDown } = useBreakpoints();
  const day = formatDate(since, timeZone);
  const headings: IndexTableProps['headings'] = [
    { title: 'Product' },
    { title: 'Price', tooltipContent: 'From the cheapest to the dearest variant' },
    { title: 'Stock', tooltipContent: 'Pieces at hand now, all variants and places' },
    { title: 'Collections' },
    { title: 'Orders', tooltipContent: `Orders with the product since ${day}` },
    {
      title: 'Bought with',
      tooltipContent: `What goes with it best, and in how many orders both were since ${day}`,
    },
  ];
  return (
    <IndexTable
      resourceName={{ singular: 'product', plural: 'products' }}
      itemCount={products.length}
      headings={headings}
      selectable={false}
      condensed={smDown}
      loading={isLoading}
      sortable={headings.map((_, index) => SORTS.has(index))}
      defaultSortDirection="descending"
      sortColumnIndex={[...SORTS].find(([, sort]) => sort === view.sort)?.[0]}
      sortDirection={view.direction}
      onSort={(index, direction) => onChange({ sort: SORTS.get(index) ?? 'bought', direction })}
      emptyState={
        <NothingFound>
          {view.search === ''
            ? 'There are no more products.'
            : `No product matches “${view.search}”.`}
        </NothingFound>
      }
      pagination={{
        hasPrevious: view.page > 1,
        hasNext: hasMore,
        onPrevious: () => onChange({ page: String(view.page - 1) }),
        onNext: () => onChange({ page: String(view.page + 1) }),
      }}
    >
      {products.map((product, index) => (
        <IndexTable.Row key={product.id} id={product.id} position={index}>
          <RowCells cells={cellsOf(product, currency, day, smDown)} isCondensed={smDown} />
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function cellsOf(
  product: ListedProduct,
  currency: string,
  day: string,
  isCondensed: boolean,
): ReactNode[] {
  const about = [product.productType, product.vendor].filter(Boolean).join(', ');
  return [
    <InlineStack key="name" gap="300" wrap={false} blockAlign="center">
      <Thumbnail size="small" alt="" source={product.imageUrl ?? ImageIcon} />
      <BlockStack>
        <InlineStack gap="200">
          <Text as="span" fontWeight="semibold">
            {product.title}
          </Text>
          {product.isActive ? null : <Badge>Not for sale</Badge>}
        </InlineStack>
        <Quiet>{about}</Quiet>
      </BlockStack>
    </InlineStack>,
    <Prices key="price" product={product} currency={currency} />,
    <Stock key="stock" stock={product.stock} />,
    product.collections.join(', ') || <Quiet key="none">In no collection</Quiet>,
    isCondensed
      ? `${product.bought.toLocaleString('en')} orders since ${day}`
      : product.bought.toLocaleString('en'),
    product.boughtWith.length === 0 ? (
      <Quiet key="with">Nothing yet</Quiet>
    ) : (
      <BlockStack key="with">
        {isCondensed ? <Quiet>Bought with</Quiet> : null}
        {product.boughtWith.map(({ title, times }) => (
          <Text as="span" key={title}>
            {title}{' '}
            <Text as="span" tone="subdued">
              {`${times.toLocaleString('en')}×`}
            </Text>
          </Text>
        ))}
      </BlockStack>
    ),
  ];
}

function Prices({ product, currency }: { product: ListedProduct; currency: string }) {
  const { priceMinor, highestMinor } = product;
  if (priceMinor === null) return <Quiet>No price</Quiet>;
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <Money minor={priceMinor} currency={currency} />
      {highestMinor === null || highestMinor === priceMinor ? null : (
        <>
          {' to '}
          <Money minor={highestMinor} currency={currency} />
        </>
      )}
    </span>
  );
}

function Stock({ stock }: { stock: number | null }) {
  if (stock === null) return <Quiet>Not kept</Quiet>;
  return stock > 0 ? (
    `${stock.toLocaleString('en')} in stock`
  ) : (
    <Badge tone="warning">Sold out</Badge>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return (
    <Text as="span" variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}
