import { Badge, Link } from '@shopify/polaris';
import { formatNumber } from '#app/lib/format/number.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { FILE_KINDS } from '#app/move-in/fields.ts';
import type { MoveIn } from '#app/move-in/file.ts';
import type { FilePage, FileSort } from '#app/move-in/list-files.server.ts';
import { ListCard } from './list-card.tsx';
import { NothingYet } from './nothing-yet.tsx';
import { RelativeTime } from './relative-time.tsx';
import type { Column } from './sorted-table.tsx';
import type { ListControls } from './use-list-params.ts';

const COLUMNS: [Column<FileSort>, ...Column<FileSort>[]] = [
  { title: 'File', sort: 'name' },
  { title: 'Holds' },
  { title: 'State' },
  { title: 'Rows read', sort: 'rows' },
  { title: 'Sent', sort: 'created' },
];

export type MoveInTableProps = {
  files: FilePage;
  list: ListControls<ListView<FileSort>>;
  now: number;
  timeZone: string;
};

/** The files so far. */
export function MoveInTable({ files, list, now, timeZone }: MoveInTableProps) {
  if (!files.hasAny)
    return (
      <NothingYet heading="Nothing was moved in yet">
        Begin with the list of those who must not be written to, then the people.
      </NothingYet>
    );
  return (
    <ListCard
      title="Files"
      text="All files so far. What stood in them is forgotten."
      searchHint="File name"
      list={list}
      name={{ singular: 'file', plural: 'files' }}
      columns={COLUMNS}
      empty="No files."
      hasMore={files.hasMore}
      rows={files.rows.map(({ id, fileName, kind, state, rowsDone, createdAt }) => ({
        id,
        cells: [
          <Link key="file" url={`/app/settings/move-in/${id}`}>
            {fileName}
          </Link>,
          kind === null ? 'Not said yet' : FILE_KINDS[kind],
          <StateBadge key="state" state={state} />,
          formatNumber(rowsDone),
          <RelativeTime key="sent" at={createdAt} now={now} timeZone={timeZone} />,
        ],
      }))}
    />
  );
}

function StateBadge({ state }: { state: MoveIn['state'] }) {
  switch (state) {
    case 'uploading':
      return <Badge tone="info">Arriving</Badge>;
    case 'encoding':
    case 'mapping':
      return <Badge tone="attention">Needs your answer</Badge>;
    case 'checking':
      return <Badge tone="info">Being tried</Badge>;
    case 'checked':
      return <Badge tone="attention">Tried, not moved in</Badge>;
    case 'running':
      return <Badge tone="info">Moving in</Badge>;
    case 'done':
      return <Badge tone="success">Moved in</Badge>;
    case 'failed':
      return <Badge tone="critical">Not readable</Badge>;
    case 'cancelled':
      return <Badge>Called off</Badge>;
  }
}
