import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageError } from '#app/ui/page-error.tsx';

/** Stands in for the page of a person that could not be shown, or that the shop does not have. */
export function PersonError() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />;
  return (
    <Page title="Person" backAction={{ content: 'People', url: '/app/people' }}>
      <EmptyState
        heading="There is no such person"
        action={{ content: 'Show all people', url: '/app/people' }}
      >
        Two visits may have turned out to be one person, the customer may have been deleted, or the
        address is not complete.
      </EmptyState>
    </Page>
  );
}
