import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { findLiveUsers } from '#app/gallery/find-users.server.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { readListView } from '#app/lib/list-view.ts';
import { EMAIL_ORDER, EMAIL_SORTS, EMAILS_SHOWN } from '#app/messages/page/email-list.ts';
import { loadEmailLines } from '#app/messages/page/load-emails-page.server.ts';
import { EmailsPage } from '#app/messages/ui/emails-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = ['definition', 'definition_draft'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop } = await authenticatePage(request, context, 'app.emails._index');
  const view = readListView(new URL(request.url).searchParams, EMAIL_SORTS);
  const { live, lines } = await inShop(context.services.pool, shop.id, async (client) => {
    const seen = await readLive(client, shop.id, SHOWN);
    const rows = await loadAllDefinitions(client, shop.id);
    const users = await findLiveUsers(client, shop.id, rows, 'email');
    return { live: seen, lines: await loadEmailLines(client, shop, rows, users) };
  });
  return { live, ...arrangeRows(lines, view, EMAIL_ORDER, EMAILS_SHOWN), view };
}

export default function EmailsRoute() {
  return <EmailsPage {...useLoaderData<typeof loader>()} />;
}
