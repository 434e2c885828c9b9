import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findStaffEmail } from '#app/access/store/staff-email.server.ts';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { findLiveUsers } from '#app/gallery/find-users.server.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import { loadShownEmail } from '#app/messages/page/load-emails-page.server.ts';
import { EmailPage } from '#app/messages/ui/email-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readLive } from '#app/roll-ups/store/live.server.ts';

export { revalidatesDefinition as shouldRevalidate } from '#app/definitions/ui/revalidates-definition.ts';
export { EmailError as ErrorBoundary } from '#app/messages/ui/email-error.tsx';

const SHOWN = ['definition', 'definition_draft'] as const;

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId, may } = await authenticatePage(request, context, 'app.emails.$key');
  const { key = '' } = params;
  const { ownAddress, ...shown } = await inShop(context.services.pool, shop.id, async (client) => {
    const live = await readLive(client, shop.id, SHOWN);
    const rows = await loadAllDefinitions(client, shop.id);
    const email = await loadShownEmail(client, shop, rows, key);
    if (!email) throw new Response('There is no such email.', { status: 404 });
    const users = await findLiveUsers(client, shop.id, rows, 'email');
    return {
      live,
      email,
      usedBy: [...(users.get(key) ?? [])],
      ownAddress: await findStaffEmail(client, shop.id, staffId),
    };
  });
  const mayEdit = may('journeys.edit');
  const viewer = { mayReadPeople: may('people.read'), mayTest: mayEdit, ownAddress };
  return { ...shown, mayEdit, viewer };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'journeys.edit');
  const { pool, markup, clock } = context.services;
  const OfThisEmail = DefinitionIntent.refine(
    ({ kind, key }) => kind === 'email' && key === params.key,
  );
  const intent = await parseIntent(request, OfThisEmail);
  return await changeDefinition(pool, markup, shop.id, intent, staffId, clock.now());
}

export default function EmailRoute() {
  return <EmailPage {...useLoaderData<typeof loader>()} />;
}
