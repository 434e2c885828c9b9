import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { readListView } from '#app/lib/list-view.ts';
import { REQUEST_SORTS } from '#app/privacy/request-view.ts';
import { listRequests } from '#app/privacy/list-requests.server.ts';
import { PrivacyRequestsPage } from '#app/privacy/ui/privacy-requests-page.tsx';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.settings_.privacy');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, REQUEST_SORTS);
  const now = clock.now();
  const page = await inShop(pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, ['compliance_duty']);
    const found = await listRequests(client, shop.id, view);
    if (found.requests.some(({ email }) => email !== null))
      await recordRead(client, shop.id, staffId, 'privacy requests', now);
    return { ...found, live };
  });
  return { ...page, view, now, timeZone: shop.timeZone };
}

export default function PrivacyRequestsRoute() {
  const data = useLoaderData<typeof loader>();
  return <PrivacyRequestsPage {...data} />;
}
