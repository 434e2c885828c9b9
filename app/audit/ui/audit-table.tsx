import { Button, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { formatTime } from '#app/lib/format/time.ts';
import { RowCells } from '#app/ui/row-cells.tsx';
import { SortedTable } from '#app/ui/sorted-table.tsx';
import type { AuditView } from '../audit-view.ts';
import { auditActionWords, auditSubject } from '../audit-words.ts';
import type { ListedAudit } from '../store/list-audit.server.ts';

export type AuditTableProps = {
  entries: ListedAudit[];
  hasMore: boolean;
  view: AuditView;
  isLoading: boolean;
  nameOf: (actor: string) => string;
  onShow: (entry: ListedAudit) => void;
  onChange: (values: Record<string, string>) => void;
  timeZone: string;
};

/** Who did what to what, and when. */
export function AuditTable(props: AuditTableProps) {
  const { entries, hasMore, view, isLoading, onChange, nameOf, onShow, timeZone } = props;
  const { smDown } = useBreakpoints();
  return (
    <SortedTable
      name={{ singular: 'entry', plural: 'entries' }}
      columns={[
        { title: 'When', sort: 'at' },
        { title: 'Who' },
        { title: 'Action' },
        { title: 'Subject' },
        { title: 'Change' },
      ]}
      view={{ sort: 'at', direction: view.direction }}
      isLoading={isLoading}
      onSort={({ direction }) => onChange({ direction })}
      empty="No entries match. Choose other days or filters."
      pagination={{
        hasPrevious: view.page > 1,
        hasNext: hasMore,
        onPrevious: () => onChange({ page: String(view.page - 1) }),
        onNext: () => onChange({ page: String(view.page + 1) }),
      }}
    >
      {entries.map((entry, index) => (
        <IndexTable.Row key={entry.id} id={entry.id} position={index}>
          <RowCells
            isCondensed={smDown}
            cells={[
              formatTime(entry.at, timeZone),
              <Text key="who" as="span" fontWeight="semibold">
                {nameOf(entry.actor)}
              </Text>,
              auditActionWords(entry.action),
              <SubjectCell key="subject" subject={entry.subject} />,
              entry.changes.length === 0 ? (
                ''
              ) : (
                <Button
                  key="show"
                  variant="plain"
                  accessibilityLabel={`Show change: ${auditActionWords(entry.action)}`}
                  onClick={() => onShow(entry)}
                >
                  Show change
                </Button>
              ),
            ]}
          />
        </IndexTable.Row>
      ))}
    </SortedTable>
  );
}

function SubjectCell({ subject }: { subject: string }) {
  const { text, url } = auditSubject(subject);
  const shown = <span style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{text}</span>;
  return url === null ? shown : <Link url={url}>{shown}</Link>;
}
