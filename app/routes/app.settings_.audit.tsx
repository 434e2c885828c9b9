import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { authenticatePage } from '#app/access/authenticate-admin.server.ts';
import { staffNames } from '#app/access/store/list-staff.server.ts';
import { readAuditView } from '#app/audit/audit-view.ts';
import { listAudit } from '#app/audit/store/list-audit.server.ts';
import { AuditLogPage } from '#app/audit/ui/audit-log-page.tsx';
import { inShop } from '#app/platform/db.server.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticatePage(request, context, 'app.settings_.audit');
  const { pool, clock } = context.services;
  const { timeZone } = shop;
  const view = readAuditView(new URL(request.url).searchParams, timeZone, clock.now());
  return await inShop(pool, shop.id, async (client) => ({
    ...(await listAudit(client, shop.id, timeZone, view)),
    staff: await staffNames(client, shop.id),
    view,
    staffId,
    timeZone,
  }));
}

export default function AuditLogRoute() {
  const data = useLoaderData<typeof loader>();
  return <AuditLogPage {...data} />;
}
