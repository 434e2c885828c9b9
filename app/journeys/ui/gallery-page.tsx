import { Banner, BlockStack, Card, InlineGrid, Page } from '@shopify/polaris';
import type { GalleryCardView, GallerySort } from '#app/journeys/page/gallery-cards.ts';
import type { ListView } from '#app/lib/list-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { GalleryJourneyCard } from './gallery-journey-card.tsx';
import { JourneysTabs } from './journeys-tabs.tsx';
import { useAddingJourney } from './use-adding-journey.ts';
import { useGalleryReplay } from './use-gallery-replay.ts';

export type GalleryPageProps = {
  live: Live;
  cards: GalleryCardView[];
  view: ListView<GallerySort>;
  mayEdit: boolean;
};

const SORTS: { value: GallerySort; label: string }[] = [
  { value: 'gallery', label: 'Most wanted first' },
  { value: 'name', label: 'Name' },
  { value: 'stage', label: 'Stage' },
];

/** The journeys that ship with the app, each to be added with one click and replayed before or after. */
export function GalleryPage({ live, cards, view, mayEdit }: GalleryPageProps) {
  const list = useListParams(view);
  const adding = useAddingJourney();
  const replay = useGalleryReplay();
  useLive(live);
  const choice = {
    label: 'Sort by',
    options: SORTS,
    value: view.sort,
    onChange: (sort: string) => list.change({ sort, direction: 'ascending' }),
  };
  return (
    <Page
      fullWidth
      title="Journeys"
      subtitle="Ready-made journeys. What you add runs from then on, and you can change every word of it."
    >
      <BlockStack gap="400">
        <JourneysTabs current="gallery" />
        {replay.refusal === undefined ? null : (
          <Banner tone="warning">
            <p>{replay.refusal}</p>
          </Banner>
        )}
        <Card padding="0">
          <ListSearch
            label="Search the gallery"
            placeholder="What it does, when, or for whom"
            list={list}
            choice={choice}
          />
        </Card>
        {cards.length === 0 ? (
          <EmptyState heading="No journeys found">
            Search for another word, such as cart, review or wholesale.
          </EmptyState>
        ) : (
          <InlineGrid columns={{ xs: 1, md: 2, lg: 3 }} gap="400">
            {cards.map((card) => (
              <GalleryJourneyCard
                key={card.key}
                card={card}
                adding={mayEdit ? adding : null}
                replay={mayEdit ? replay : null}
              />
            ))}
          </InlineGrid>
        )}
      </BlockStack>
    </Page>
  );
}
