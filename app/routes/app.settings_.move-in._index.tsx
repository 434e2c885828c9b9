import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { FILE_SORTS } from '#app/imports/csv/list-files.ts';
import { listFiles } from '#app/imports/csv/list-files.server.ts';
import { readLive } from '#app/roll-ups/live.server.ts';
import { UploadCard } from '#app/imports/csv/ui/csv-import-cards.tsx';
import { CsvImportTable } from '#app/imports/csv/ui/csv-import-table.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { useUpload } from '#app/imports/csv/ui/use-upload.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request, context, 'imports.run');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, FILE_SORTS);
  const { live, files } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['move_in']),
    files: await listFiles(client, shop.id, view),
  }));
  return { live, files, view, now: clock.now(), timeZone: shop.timeZone };
}

export default function CsvImports() {
  const { live, files, view, now, timeZone } = useLoaderData<typeof loader>();
  const list = useListParams(view);
  const upload = useUpload();
  useLive(live, files.isAtWork);
  return (
    <Page
      title="Import customers"
      subtitle="Import customers, their consent and blocked addresses from the platform you used before."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <BlockStack gap="400">
        <UploadCard upload={upload} />
        <CsvImportTable files={files} list={list} now={now} timeZone={timeZone} />
      </BlockStack>
    </Page>
  );
}
