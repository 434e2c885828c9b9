import { BlockStack, Card, InlineStack, Text, Thumbnail } from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';
import type { RecommendedProduct } from '#app/catalog/recommend.server.ts';
import { whyWords } from '#app/insights/why-words.ts';
import { formatDate } from '#app/lib/format/time.ts';
import { Money } from './money.tsx';

export type RecommendedCardProps = {
  products: RecommendedProduct[];
  /** Since when purchases and views are counted, epoch milliseconds. */
  since: number;
  currency: string;
  timeZone: string;
};

/** What a person may buy next, each with the reason. */
export function RecommendedCard({ products, since, currency, timeZone }: RecommendedCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Likely next products
        </Text>
        {products.length === 0 ? (
          <Text as="p" variant="bodySm" tone="subdued">
            Nothing in the catalogue can be bought at the moment.
          </Text>
        ) : null}
        {products.map((product) => (
          <InlineStack key={product.productId} gap="300" wrap={false} blockAlign="start">
            <Thumbnail size="small" alt="" source={product.imageUrl ?? ImageIcon} />
            <BlockStack>
              <Text as="p">{product.title}</Text>
              {product.priceMinor === null ? null : (
                <Text as="p" variant="bodySm">
                  <Money minor={product.priceMinor} currency={product.currency ?? currency} />
                </Text>
              )}
              <Text as="p" variant="bodySm" tone="subdued">
                {whyWords(product.why, formatDate(since, timeZone))}
              </Text>
            </BlockStack>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
