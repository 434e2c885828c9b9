import { Badge, BlockStack, InlineStack, Text, Thumbnail } from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';
import type { ReactNode } from 'react';
import type { ListedProduct } from '#app/catalog/page/list-products.ts';
import type { ProductSort } from '#app/catalog/page/product-view.ts';
import { ORDERS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatDate } from '#app/lib/format/time.ts';
import { MoneyText } from '#app/ui/money.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { TableControls } from '#app/ui/sorted-table.tsx';

export type ProductTableProps = {
  products: ListedProduct[];
  list: TableControls<ProductSort>;
  hasMore: boolean;
  /** Since when orders are counted, epoch milliseconds. */
  since: number;
  currency: string;
  timeZone: string;
};

/** The catalogue with what goes with each product; sorts and pages through the address. */
export function ProductTable(props: ProductTableProps) {
  const { products, list, hasMore, since, currency, timeZone } = props;
  const day = formatDate(since, timeZone);
  return (
    <SortedRows
      name={{ singular: 'product', plural: 'products' }}
      columns={[
        { title: 'Product', sort: 'title' },
        {
          title: 'Price',
          sort: 'price',
          tooltip: 'From the cheapest to the most expensive variant',
        },
        {
          title: 'Stock',
          sort: 'stock',
          tooltip: 'Items available now, all variants and locations',
        },
        { title: 'Collections' },
        { title: 'Orders', sort: 'bought', tooltip: `Orders with the product since ${day}` },
        {
          title: 'Bought with',
          tooltip: `What goes with it best, and in how many orders both were since ${day}`,
        },
      ]}
      list={list}
      empty="No products yet."
      hasMore={hasMore}
      rows={products.map((product) => ({
        id: product.id,
        cells: (isCondensed) => cellsOf(product, currency, day, isCondensed),
      }))}
    />
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
        <SubduedText as="span">{about}</SubduedText>
      </BlockStack>
    </InlineStack>,
    <Prices key="price" product={product} currency={product.currency ?? currency} />,
    <Stock key="stock" stock={product.stock} />,
    product.collections.join(', ') || (
      <SubduedText as="span" key="none">
        In no collection
      </SubduedText>
    ),
    isCondensed
      ? `${formatCount(product.bought, ORDERS)} since ${day}`
      : formatNumber(product.bought),
    product.boughtWith.length === 0 ? (
      <SubduedText as="span" key="with">
        Nothing yet
      </SubduedText>
    ) : (
      <BlockStack key="with">
        {isCondensed ? <SubduedText as="span">Bought with</SubduedText> : null}
        {product.boughtWith.map(({ title, times }) => (
          <Text as="span" key={title}>
            {title}{' '}
            <Text as="span" tone="subdued">
              {`${formatNumber(times)}×`}
            </Text>
          </Text>
        ))}
      </BlockStack>
    ),
  ];
}

function Prices({ product, currency }: { product: ListedProduct; currency: string }) {
  const { priceMinor, highestMinor } = product;
  if (priceMinor === null) return <SubduedText as="span">No price</SubduedText>;
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      <MoneyText minor={priceMinor} currency={currency} />
      {highestMinor === null || highestMinor === priceMinor ? null : (
        <>
          {' to '}
          <MoneyText minor={highestMinor} currency={currency} />
        </>
      )}
    </span>
  );
}

function Stock({ stock }: { stock: number | null }) {
  if (stock === null) return <SubduedText as="span">Not tracked</SubduedText>;
  return stock > 0 ? `${formatNumber(stock)} in stock` : <Badge tone="warning">Sold out</Badge>;
}
