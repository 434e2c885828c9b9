import { Page } from '@shopify/polaris';
import { EmptyState } from '#app/ui/empty-state.tsx';

/** Stands in for the page of a journey that does not exist. */
export function JourneyNotFoundPage() {
  return (
    <Page backAction={{ content: 'Journeys', url: '/app/journeys' }}>
      <EmptyState
        heading="There is no such journey"
        action={{ content: 'Show all journeys', url: '/app/journeys' }}
      >
        It may have been renamed, or the address is not complete.
      </EmptyState>
    </Page>
  );
}
