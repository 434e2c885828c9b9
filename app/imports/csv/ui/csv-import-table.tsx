import { Badge, Link } from '@shopify/polaris';
import { formatNumber } from '#app/lib/format/number.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { FILE_KINDS } from '#app/imports/csv/fields.ts';
import type { CsvImport } from '#app/imports/csv/file.ts';
import type { FilePage, FileSort } from '#app/imports/csv/list-files.ts';
import { ListCard } from '#app/ui/list-card.tsx';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

const COLUMNS: [Column<FileSort>, ...Column<FileSort>[]] = [
  { title: 'File', sort: 'name' },
  { title: 'Content' },
  { title: 'State' },
  { title: 'Rows read', sort: 'rows' },
  { title: 'Uploaded', sort: 'created' },
];

export type CsvImportTableProps = {
  files: FilePage;
  list: ListControls<ListView<FileSort>>;
  now: number;
  timeZone: string;
};

/** The files so far. */
export function CsvImportTable({ files, list, now, timeZone }: CsvImportTableProps) {
  if (!files.hasAny)
    return (
      <EmptyState heading="No imports yet">
        Start with the list of blocked addresses, then import the customers.
      </EmptyState>
    );
  return (
    <ListCard
      title="Files"
      text="All files so far. Their content is deleted after the import."
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
          kind === null ? 'Not chosen yet' : FILE_KINDS[kind],
          <StateBadge key="state" state={state} />,
          formatNumber(rowsDone),
          <RelativeTime key="sent" at={createdAt} now={now} timeZone={timeZone} />,
        ],
      }))}
    />
  );
}

function StateBadge({ state }: { state: CsvImport['state'] }) {
  switch (state) {
    case 'uploading':
      return <Badge tone="info">Uploading</Badge>;
    case 'encoding':
    case 'mapping':
      return <Badge tone="attention">Needs your input</Badge>;
    case 'checking':
      return <Badge tone="info">Testing</Badge>;
    case 'checked':
      return <Badge tone="attention">Tested, not imported</Badge>;
    case 'running':
      return <Badge tone="info">Importing</Badge>;
    case 'done':
      return <Badge tone="success">Imported</Badge>;
    case 'failed':
      return <Badge tone="critical">Unreadable</Badge>;
    case 'cancelled':
      return <Badge>Cancelled</Badge>;
  }
}
