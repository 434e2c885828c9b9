import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Page } from '@shopify/polaris';
import { useMay } from '#app/access/ui/use-may.ts';
import { isImporting, type KindProgress } from '#app/imports/shopify/progress.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useLive } from '#app/ui/use-live.ts';
import { ImportProgressCard, OrderHistoryBanner } from './import-cards.tsx';

export type ShopifyImportPageProps = {
  live: Live;
  progress: KindProgress[];
  /** Whether Shopify lets the app read orders of more than 60 days ago. */
  hasAllOrders: boolean;
};

/** How far the shop's history is imported, with the buttons that start and cancel it. */
export function ShopifyImportPage({ live, progress, hasAllOrders }: ShopifyImportPageProps) {
  const fetcher = useFetcher();
  const bridge = useAppBridge();
  const may = useMay();
  const underWay = isImporting(progress);
  useLive(live, underWay);
  const isBusy = fetcher.state !== 'idle';

  async function requestOlderOrders() {
    try {
      const answer = await bridge.scopes.request(['read_all_orders']);
      const granted = answer.result === 'granted-all';
      bridge.toast.show(granted ? 'Granted. Import once more.' : 'Not granted');
    } catch {
      // App Bridge refuses a scope that Shopify has not approved the app for.
      bridge.toast.show('Shopify has not approved this app for older orders yet', {
        isError: true,
      });
    }
  }

  const ask = (intent: 'start' | 'cancel') => fetcher.submit({ intent }, { method: 'post' });
  return (
    <Page
      title="Import"
      subtitle="Products, customers and orders from before Tendril was installed. No emails are sent because of them."
      backAction={{ content: 'Home', url: '/app' }}
      primaryAction={
        may('imports.run')
          ? {
              content: progress.length === 0 ? 'Import' : 'Import once more',
              disabled: underWay,
              loading: isBusy && !underWay,
              onAction: () => ask('start'),
            }
          : undefined
      }
      secondaryActions={
        !may('imports.run')
          ? []
          : underWay
            ? [
                {
                  content: 'Cancel import',
                  destructive: true,
                  disabled: isBusy,
                  onAction: () => ask('cancel'),
                },
              ]
            : [{ content: 'Import from another platform', url: '/app/settings/move-in' }]
      }
    >
      <BlockStack gap="400">
        {hasAllOrders ? null : <OrderHistoryBanner onRequest={() => void requestOlderOrders()} />}
        {progress.length === 0 ? (
          <EmptyState heading="No imports yet">
            The import starts when the app is installed. It can also be started here.
          </EmptyState>
        ) : (
          <ImportProgressCard progress={progress} />
        )}
      </BlockStack>
    </Page>
  );
}
