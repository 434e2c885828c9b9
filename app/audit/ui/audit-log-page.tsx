import { Card, Page } from '@shopify/polaris';
import { useState } from 'react';
import type { ListedAudit } from '#app/audit/store/list-audit.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { actorName } from '../actor-name.ts';
import type { AuditView } from '../audit-view.ts';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { ChangeModal } from './change-modal.tsx';

export type AuditLogPageProps = {
  entries: ListedAudit[];
  hasMore: boolean;
  /** The shop's staff: id and name. */
  staff: { id: string; name: string }[];
  view: AuditView;
  /** Who reads the page. */
  staffId: string;
  timeZone: string;
};

/** Who changed what and when, for owners of the shop. */
export function AuditLogPage(props: AuditLogPageProps) {
  const { entries, hasMore, staff, view, staffId, timeZone } = props;
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
