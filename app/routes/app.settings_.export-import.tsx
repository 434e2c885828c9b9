import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';
import { applyImport } from '#app/transfer/apply-import.server.ts';
import { discardContentDraft } from '#app/transfer/discard-content-draft.server.ts';
import { EXPORT_SORTS } from '#app/transfer/exportable.ts';
import { loadImportPlan } from '#app/transfer/load-import-plan.server.ts';
import { loadTransferPage } from '#app/transfer/load-transfer-page.server.ts';
import { FILE_FIELDS, filesOfForm, TransferIntent } from '#app/transfer/transfer-intent.ts';
import { TransferPage } from '#app/transfer/ui/transfer-page.tsx';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = [
  'definition',
  'definition_draft',
  'score_model',
  'segment',
  'shopify_segment',
] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.settings_.export-import');
  const query = new URL(request.url).searchParams;
  const view = readListView(query, EXPORT_SORTS, { direction: 'ascending' });
  const shown = await inShop(context.services.pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, SHOWN),
    page: await loadTransferPage(client, shop.id, view),
  }));
  return { ...shown, view };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await authenticateAdmin(request, context, 'journeys.edit');
  const { shop, staffId, demand } = visit;
  const { pool, markup, clock } = context.services;
  const intent = await parseIntent(request, TransferIntent, FILE_FIELDS);
  const now = clock.now();
  switch (intent.intent) {
    case 'preview': {
      const files = filesOfForm(intent);
      const { plan } = await inShop(pool, shop.id, (client) =>
        loadImportPlan(client, shop.id, files),
      );
      return { outcome: 'planned' as const, plan };
    }
    case 'import': {
      const { choices, digest } = intent;
      const holds = (kind: string) => choices.some(({ id }) => id.startsWith(`${kind}:`));
      if (holds('segment')) await demand('segments.edit');
      if (holds('score_model')) await demand('scoring.edit');
      return await applyImport(pool, shop.id, filesOfForm(intent), choices, digest, staffId, now);
    }
    case 'discard_draft':
      return await discardContentDraft(pool, markup, shop.id, intent, staffId, now);
    default:
      return await changeDefinition(pool, markup, shop.id, intent, staffId, now);
  }
}

export default function TransferRoute() {
  return <TransferPage {...useLoaderData<typeof loader>()} />;
}
