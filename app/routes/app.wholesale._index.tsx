import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { recordRead } from '#app/audit/record-audit.server.ts';
import { applicationQueue } from '#app/applications/list-applications.server.ts';
import { readQueueView } from '#app/applications/queue-view.ts';
import { ApplicationQueuePage } from '#app/applications/ui/application-queue-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.wholesale._index');
  const { pool, clock } = context.services;
  const view = readQueueView(new URL(request.url).searchParams);
  const now = clock.now();
  const { live, queue } = await inShop(pool, shop.id, async (client) => {
    await recordRead(client, shop.id, staffId, 'applications', now);
    return {
      live: await readLive(client, shop.id, ['application', 'effect']),
      queue: await applicationQueue(client, shop.id, view, shop.currency),
    };
  });
  const { currency, timeZone } = shop;
  return { ...queue, live, view, now, currency, timeZone };
}

export default function ApplicationQueueRoute() {
  const data = useLoaderData<typeof loader>();
  return <ApplicationQueuePage {...data} />;
}
