import { useRevalidator } from '@remix-run/react';
import { Banner, Page } from '@shopify/polaris';

/** Stands in for a page that could not be shown. */
export function PageError() {
  const { revalidate, state } = useRevalidator();
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
