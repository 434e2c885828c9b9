import { AppProvider, Banner, Page } from '@shopify/polaris';
import english from '@shopify/polaris/locales/en.json';
import { PageError } from './page-error.tsx';

/**
 * Stands in for the whole admin when its layout could not be loaded. Nothing of the layout is there, so it brings
 * what Polaris needs itself.
 * @param status of the answer; 500 when the layout broke
 */
export function BrokenLayout({ status }: { status: number }) {
  return (
    <AppProvider i18n={english}>
      {status === 401 || status === 410 ? <SignedOut /> : <PageError />}
    </AppProvider>
  );
}

function SignedOut() {
  return (
    <Page>
      <Banner title="Open Tendril again" tone="warning">
        <p>Your session has ended. Open Tendril from the Apps menu of your store.</p>
      </Banner>
    </Page>
  );
}
