import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { findLiveUsers } from '#app/gallery/find-users.server.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import { readListView } from '#app/lib/list-view.ts';
import { EMAIL_ORDER, EMAIL_SORTS, EMAILS_SHOWN } from '#app/messages/page/email-list.ts';
import { createEmail } from '#app/messages/page/create-email.server.ts';
import { NewEmailIntent } from '#app/messages/page/new-email-intent.ts';
import { loadEmailLines } from '#app/messages/page/load-emails-page.server.ts';
import { EmailsPage } from '#app/messages/ui/emails-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

const SHOWN = ['definition', 'definition_draft'] as const;

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, may } = await authenticatePage(request, context, 'app.emails._index');
  const params = new URL(request.url).searchParams;
  const view = readListView(params, EMAIL_SORTS, { direction: 'ascending' });
  const { live, lines } = await inShop(context.services.pool, shop.id, async (client) => {
    const seen = await readLive(client, shop.id, SHOWN);
    const rows = await loadAllDefinitions(client, shop.id);
    const users = await findLiveUsers(client, shop.id, rows, 'email');
    return { live: seen, lines: await loadEmailLines(client, shop, rows, users) };
  });
  return {
    live,
    ...arrangeRows(lines, view, EMAIL_ORDER, EMAILS_SHOWN),
    view,
    mayEdit: may('journeys.edit'),
  };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, clock } = context.services;
  const intent = await parseIntent(request, NewEmailIntent);
  return await inShop(pool, shop.id, (client) =>
    createEmail(client, shop.id, intent, staffId, clock.now()),
  );
}

export default function EmailsRoute() {
  return <EmailsPage {...useLoaderData<typeof loader>()} />;
}
