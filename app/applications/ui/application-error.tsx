import { isRouteErrorResponse, useRouteError } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { PageError } from '#app/ui/page-error.tsx';

/** Stands in for the review of an application that does not exist or could not be shown. */
export function ApplicationError() {
  const error = useRouteError();
  if (!isRouteErrorResponse(error) || error.status !== 404) return <PageError />;
  return (
    <Page backAction={{ content: 'Wholesale applications', url: '/app/wholesale' }}>
      <EmptyState
        heading="There is no such application"
        action={{ content: 'Show all applications', url: '/app/wholesale' }}
      >
        It may have been removed, or the address is not complete.
      </EmptyState>
    </Page>
  );
}
