import { AppProvider } from '@shopify/shopify-app-remix/react';
import type { ReactNode } from 'react';
import { LoadingBar } from './loading-bar.tsx';

export type AppFrameProps = {
  apiKey: string;
  /** Where App Bridge is loaded from instead of from Shopify; only for tests. */
  appBridgeUrl?: string;
  /** The menu of the app in Shopify's admin. */
  nav: ReactNode;
  children: ReactNode;
};

/** What every page of the admin stands in. */
export function AppFrame({ apiKey, appBridgeUrl, nav, children }: AppFrameProps) {
  return (
    <AppProvider isEmbeddedApp apiKey={apiKey} __APP_BRIDGE_URL={appBridgeUrl}>
      {nav}
      <LoadingBar />
      {children}
    </AppProvider>
  );
}
