import { isRouteErrorResponse, useRevalidator, useRouteError } from '@remix-run/react';
import { Banner, Page } from '@shopify/polaris';
import { readRefusal } from '#app/lib/access-refusal.ts';
import { RefusedPage } from './refused-page.tsx';

/** Stands in for a page that could not be shown, or that its reader may not open. */
export function PageError() {
  const { revalidate, state } = useRevalidator();
  const error = useRouteError();
  const refusal = isRouteErrorResponse(error) && error.status === 403 && readRefusal(error.data);
  if (refusal) return <RefusedPage {...refusal} />;
  return (
    <Page>
      <Banner
        title="This page could not be shown"
        tone="critical"
        action={{ content: 'Try again', onAction: revalidate, loading: state === 'loading' }}
      >
        <p>Nothing was changed. If it happens again, wait a minute and reload the page.</p>
      </Banner>
    </Page>
  );
}
