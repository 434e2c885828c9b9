import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticateAdmin, authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { sessionTokenOf } from '#app/access/session-token.ts';
import { StaffIntent, STAFF_SORTS } from '#app/access/staff-view.ts';
import { changeNewcomerRole, changeRole } from '#app/access/change-role.server.ts';
import type { StaffOutcome } from '#app/access/change-role.ts';
import { listStaff } from '#app/access/list-staff.server.ts';
import { StaffRolesPage } from '#app/access/ui/staff-roles-page.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { parseIntent } from '#app/platform/parse-intent.ts';
import { readListView } from '#app/lib/list-view.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.settings_.staff');
  const { pool, clock } = context.services;
  const view = readListView(new URL(request.url).searchParams, STAFF_SORTS);
  const page = await inShop(pool, shop.id, (client) => listStaff(client, shop.id, view));
  return { ...page, view, staffId, now: clock.now(), timeZone: shop.timeZone };
}

export async function action({ request, context }: ActionFunctionArgs): Promise<StaffOutcome> {
  const visit = await authenticateAdmin(request, context, 'staff.read');
  const { shop, staffId, role, demand } = visit;
  const { pool, clock, describeStaff } = context.services;
  const intent = await parseIntent(request, StaffIntent);
  const by = { by: staffId, now: clock.now() };
  if (intent.intent === 'regain') {
    // What Shopify said a week ago may be outdated: an account can change hands.
    const description = await describeStaff(shop.domain, staffId, sessionTokenOf(request) ?? '');
    if (description?.isAccountOwner !== true) await demand('staff.edit');
    const change = { staffId, from: role, to: 'owner', ...by } as const;
    const done = await inShop(pool, shop.id, (client) => changeRole(client, shop.id, change));
    return { ...done, staff: staffId };
  }
  await demand('staff.edit');
  return await inShop(pool, shop.id, async (client) => {
    if (intent.intent === 'newcomers')
      return await changeNewcomerRole(client, shop.id, { ...intent, ...by });
    const { staff, from, to } = intent;
    const done = await changeRole(client, shop.id, { staffId: staff, from, to, ...by });
    return { ...done, staff };
  });
}

export default function StaffRoute() {
  const data = useLoaderData<typeof loader>();
  return <StaffRolesPage {...data} />;
}
