import { Button, Link, Text } from '@shopify/polaris';
import { formatTime } from '#app/lib/format/time.ts';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';
import type { ListedAudit } from '#app/audit/store/list-audit.ts';
import type { AuditView } from '../audit-view.ts';
import { auditActionWords, auditSubject } from '../audit-words.ts';

export type AuditTableProps = {
  entries: ListedAudit[];
  hasMore: boolean;
  list: ListControls<AuditView>;
  nameOf: (actor: string) => string;
  onShow: (entry: ListedAudit) => void;
  timeZone: string;
};

/** Who did what to what, and when. */
export function AuditTable(props: AuditTableProps) {
  const { entries, hasMore, list, nameOf, onShow, timeZone } = props;
  return (
    <SortedRows
      name={{ singular: 'entry', plural: 'entries' }}
      columns={[
        { title: 'When', sort: 'at' },
        { title: 'Who' },
        { title: 'Action' },
        { title: 'Subject' },
        { title: 'Change' },
      ]}
      list={list}
      empty="No entries. Choose other days or filters."
      hasMore={hasMore}
      rows={entries.map((entry) => ({
        id: entry.id,
        cells: () => [
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
        ],
      }))}
    />
  );
}

function SubjectCell({ subject }: { subject: string }) {
  const { text, url } = auditSubject(subject);
  const shown = <span style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}>{text}</span>;
  return url === null ? shown : <Link url={url}>{shown}</Link>;
}
