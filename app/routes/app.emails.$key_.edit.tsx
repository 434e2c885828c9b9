import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { findStaffEmail } from '#app/access/store/staff-email.server.ts';
import { staffNames } from '#app/access/store/list-staff.server.ts';
import { changeDefinition } from '#app/gallery/change-definition.server.ts';
import { DefinitionIntent } from '#app/gallery/definition-intent.ts';
import { loadAllDefinitions } from '#app/gallery/load-names.server.ts';
import { loadEmailEditor } from '#app/messages/page/load-email-editor.server.ts';
import { EditEmailPage } from '#app/messages/ui/edit-email-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';

export { revalidatesDefinition as shouldRevalidate } from '#app/definitions/ui/revalidates-definition.ts';
export { EmailError as ErrorBoundary } from '#app/messages/ui/email-error.tsx';

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { shop, staffId, may } = await authenticatePage(request, context, 'app.emails.$key_.edit');
  const key = params.key ?? '';
  const found = await inShop(context.services.pool, shop.id, async (client) => {
    const rows = await loadAllDefinitions(client, shop.id);
    const row = rows.find((one) => one.kind === 'email' && one.key === key);
    const editor = row && (await loadEmailEditor(client, shop, row));
    const staff = await staffNames(client, shop.id);
    const ownAddress = await findStaffEmail(client, shop.id, staffId);
    return editor && { editor, staff, ownAddress };
  });
  if (!found) throw new Response('There is no such email.', { status: 404 });
  const { timeZone } = shop;
  const { ownAddress, ...read } = found;
  const viewer = { mayReadPeople: may('people.read'), mayTest: true, ownAddress };
  const memoryKey = `${shop.id}:${key}`;
  return { ...read, emailKey: key, memoryKey, staffId, timeZone, viewer };
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

export default function EditEmailRoute() {
  const { emailKey, ...data } = useLoaderData<typeof loader>();
  // Another email is another page, with nothing of the one before.
  return <EditEmailPage key={emailKey} {...data} emailKey={emailKey} />;
}
