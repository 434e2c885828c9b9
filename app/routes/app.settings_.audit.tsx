import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, Page } from '@shopify/polaris';
import { useState } from 'react';
import { authenticateAdmin } from '#app/access/authenticate-admin.server.ts';
import { staffNames } from '#app/access/store/list-staff.server.ts';
import { readAuditView } from '#app/audit/audit-view.ts';
import { listAudit } from '#app/audit/store/list-audit.server.ts';
import type { ListedAudit } from '#app/audit/store/list-audit.ts';
import { AuditFilters } from '#app/audit/ui/audit-filters.tsx';
import { AuditTable } from '#app/audit/ui/audit-table.tsx';
import { ChangeModal } from '#app/audit/ui/change-modal.tsx';
import { inShop } from '#app/platform/db.server.ts';
import { actorName } from '#app/audit/actor-name.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';

export { PageError as ErrorBoundary } from '#app/ui/page-error.tsx';

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { shop, staffId } = await authenticateAdmin(request, context, 'audit.read');
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

export default function AuditLog() {
  const { entries, hasMore, staff, view, staffId, timeZone } = useLoaderData<typeof loader>();
  const list = useListParams(view);
  const [shown, setShown] = useState<ListedAudit | null>(null);

  function nameOf(actor: string): string {
    return staff.find(({ id }) => id === actor)?.name ?? actorName(actor, staffId);
  }

  return (
    <Page
      fullWidth
      title="Audit log"
      subtitle="Who changed what, and who looked at personal data. A view is recorded once an hour."
      backAction={{ content: 'Settings', url: '/app/settings' }}
    >
      <Card padding="0">
        <ListSearch label="Search the audit log" placeholder="Action or subject" list={list} />
        <AuditFilters
          view={view}
          actors={[{ id: 'system', name: 'Tendril' }, ...staff]}
          onChange={list.change}
        />
        <AuditTable
          entries={entries}
          hasMore={hasMore}
          list={list}
          nameOf={nameOf}
          onShow={setShown}
          timeZone={timeZone}
        />
      </Card>
      <ChangeModal entry={shown} onClose={() => setShown(null)} />
    </Page>
  );
}
