import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { FILE_SORTS } from '#app/imports/csv/list-files.ts';
import { listFiles } from '#app/imports/csv/list-files.server.ts';
import { CsvImportsPage } from '#app/imports/csv/ui/csv-imports-page.tsx';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.settings_.move-in._index');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, FILE_SORTS);
  const { live, files } = await inShop(pool, shop.id, async (client) => ({
    live: await readLive(client, shop.id, ['move_in']),
    files: await listFiles(client, shop.id, view),
  }));
  return { live, files, view, now: clock.now(), timeZone: shop.timeZone };
}

export default function CsvImportsRoute() {
  const data = useLoaderData<typeof loader>();
  return <CsvImportsPage {...data} />;
}
