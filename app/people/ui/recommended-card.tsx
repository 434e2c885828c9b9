import { BlockStack, InlineStack, Text, Thumbnail } from '@shopify/polaris';
import { ImageIcon } from '@shopify/polaris-icons';
import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import { namesInBrief } from '#app/people/page/names-in-brief.ts';
import { whyWords } from '#app/people/page/why-words.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import { formatDate } from '#app/lib/format/time.ts';
import { MoneyText } from '#app/ui/money.tsx';

export type RecommendedCardProps = {
  products: RecommendedProduct[];
  /** Since when purchases and views are counted, epoch milliseconds. */
  since: number;
  currency: string;
  timeZone: string;
};

const NOTHING = 'Nothing in the catalog can be bought now.';

/** What a person may buy next, each with the reason. */
export function RecommendedCard({ products, since, currency, timeZone }: RecommendedCardProps) {
  return (
    <CollapsibleCard
      cardKey="recommended"
      title="Likely next products"
      summary={namesInBrief(products.map(({ title }) => title)) ?? NOTHING}
    >
      {products.length === 0 ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {NOTHING}
        </Text>
      ) : null}
      {products.map((product) => (
        <InlineStack key={product.productId} gap="300" wrap={false} blockAlign="start">
          <div style={{ flexShrink: 0 }}>
            <Thumbnail size="small" alt="" source={product.imageUrl ?? ImageIcon} />
          </div>
          <BlockStack>
            <Text as="p">{product.title}</Text>
            {product.priceMinor === null ? null : (
              <Text as="p" variant="bodySm">
                <MoneyText minor={product.priceMinor} currency={product.currency ?? currency} />
              </Text>
            )}
            <Text as="p" variant="bodySm" tone="subdued">
              {whyWords(product.why, formatDate(since, timeZone))}
            </Text>
          </BlockStack>
        </InlineStack>
      ))}
    </CollapsibleCard>
  );
}
