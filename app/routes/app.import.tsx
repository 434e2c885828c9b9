import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Page } from '@shopify/polaris';
import { z } from 'zod';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { useMay } from '#app/access/ui/use-may.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { historyRuns } from '#app/imports/shopify/import-runs.server.ts';
import { isImporting, progressOf } from '#app/imports/shopify/progress.ts';
import { mayReadAllOrders } from '#app/imports/shopify/order-history.server.ts';
import {
  cancelBulkOperations,
  cancelHistory,
  startHistory,
} from '#app/imports/shopify/start-import.server.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { ImportProgressCard, OrderHistoryBanner } from '#app/imports/shopify/ui/import-cards.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { useLive } from '#app/ui/use-live.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.object({ intent: z.enum(['start', 'cancel']) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'figures.read');
  const { pool, clock } = context.services;
  const now = clock.now();
  const { live, runs } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['import_run']),
    runs: await historyRuns(client, shop.id),
  }));
  return {
    live,
    progress: runs.map((run) => progressOf(run, now)),
    hasAllOrders: await mayReadAllOrders(pool, shop.domain),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId, admin } = await authenticateAdmin(request, context, 'imports.run');
  const { pool, clock } = context.services;
  const parsed = Intent.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) throw new Response('The form is not complete.', { status: 400 });
  const now = clock.now();
  const entry = { actor: staffId, subject: 'import', before: null, after: null };
  if (parsed.data.intent === 'start') {
    await inShop(pool, shop.id, async (client) => {
      await startHistory(client, shop.id, now);
      await recordAudit(client, shop.id, { ...entry, action: 'import.started' }, now);
    });
  } else {
    const bulkIds = await inShop(pool, shop.id, async (client) => {
      await recordAudit(client, shop.id, { ...entry, action: 'import.cancelled' }, now);
      return await cancelHistory(client, shop.id, now);
    });
    await cancelBulkOperations(admin, bulkIds);
  }
  return null;
}

export default function Import() {
  const { live, progress, hasAllOrders } = useLoaderData<typeof loader>();
  const fetcher = useFetcher<typeof action>();
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
