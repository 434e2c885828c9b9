import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { historyRuns } from '#app/imports/shopify/store/import-runs.server.ts';
import { progressOf } from '#app/imports/shopify/progress.ts';
import { mayReadAllOrders } from '#app/imports/shopify/store/order-history.server.ts';
import {
  cancelBulkOperations,
  cancelHistory,
  startHistory,
} from '#app/imports/shopify/start-import.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { ShopifyImportPage } from '#app/imports/shopify/ui/shopify-import-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const Intent = z.object({ intent: z.enum(['start', 'cancel']) });

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.import');
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
  const form = await parseIntent(request, Intent);
  const now = clock.now();
  const entry = { actor: staffId, subject: 'import', before: null, after: null };
  if (form.intent === 'start') {
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

export default function ShopifyImportRoute() {
  const data = useLoaderData<typeof loader>();
  return <ShopifyImportPage {...data} />;
}
