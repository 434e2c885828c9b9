import { BlockStack, Card, Page } from '@shopify/polaris';
import type { ListView } from '#app/lib/list-view.ts';
import type { OfferLine, OfferSort } from '#app/offers/page/offer-list.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { OfferTable } from './offer-table.tsx';

export type OffersPageProps = {
  live: Live;
  rows: OfferLine[];
  hasMore: boolean;
  /** Whether the shop has any. */
  isEmpty: boolean;
  view: ListView<OfferSort>;
  currency: string;
  mayEdit: boolean;
};

const NEW_OFFER = '/app/offers/new';

/** Every offer of the shop with its budget and what it came to this month. */
export function OffersPage(props: OffersPageProps) {
  const { live, rows, hasMore, isEmpty, view, currency, mayEdit } = props;
  const list = useListParams(view);
  useLive(live);
  return (
    <Page
      {...(mayEdit && { primaryAction: { content: 'Create offer', url: NEW_OFFER } })}
      fullWidth
      title="Offers"
      subtitle="What journeys may give to whom, and what it came to this calendar month."
    >
      {isEmpty ? (
        <EmptyState
          {...(mayEdit && { action: { content: 'Create offer', url: NEW_OFFER } })}
          heading="No offers yet"
        >
          An offer is a discount with a code for one person, or a service such as a sample. Journeys
          make it within the limits that you set, and never offer retail discounts to trade buyers.
        </EmptyState>
      ) : (
        <BlockStack gap="400">
          <Card padding="0">
            <ListSearch label="Search offers" placeholder="Name" list={list} />
            <OfferTable lines={rows} hasMore={hasMore} list={list} currency={currency} />
          </Card>
        </BlockStack>
      )}
    </Page>
  );
}
