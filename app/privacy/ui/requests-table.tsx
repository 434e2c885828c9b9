import { Badge, BlockStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { ROWS, formatCount } from '#app/lib/format/count.ts';
import { formatDuration } from '#app/lib/format/duration.ts';
import { formatDate, formatTime } from '#app/lib/format/time.ts';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { TableControls } from '#app/ui/sorted-table.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import { certificateLines, requestState, REQUEST_WORDS } from '../page/request-words.ts';
import type { ListedRequest, RequestSort } from '../request-view.ts';
import { ExportButtons } from './export-buttons.tsx';

export type RequestsTableProps = {
  requests: ListedRequest[];
  list: TableControls<RequestSort>;
  hasMore: boolean;
  now: number;
  timeZone: string;
};

/** Privacy requests with their clock and certificates; sorts and pages through the address. */
export function RequestsTable(props: RequestsTableProps) {
  const { requests, list, hasMore, now, timeZone } = props;
  return (
    <SortedRows
      name={{ singular: 'request', plural: 'requests' }}
      columns={[
        { title: 'Request' },
        { title: 'Customer', tooltip: 'A code stands for a customer who was erased' },
        { title: 'Received', sort: 'received' },
        { title: 'Due', sort: 'due', tooltip: '30 days after it was received' },
        { title: 'Status' },
        { title: 'Certificate', tooltip: 'Rows found for an export, or erased, by table' },
      ]}
      list={list}
      empty="No privacy requests yet."
      hasMore={hasMore}
      rows={requests.map((request) => ({
        id: request.key,
        cells: (isCondensed) => requestCells(request, { now, timeZone, isCondensed }),
      }))}
    />
  );
}

type CellContext = { now: number; timeZone: string; isCondensed: boolean };

function requestCells(request: ListedRequest, context: CellContext): ReactNode[] {
  const { now, timeZone } = context;
  const { topic, email, customerCode, receivedAt, dueAt, doneAt } = request;
  const { text, tone } = requestState(request, now);
  return [
    <Text key="topic" as="span" fontWeight="semibold">
      {REQUEST_WORDS[topic]}
    </Text>,
    email ?? (customerCode === null ? 'All customers' : `Code ${customerCode}`),
    <TimeCell key="received" {...context} heading="Received" at={receivedAt} />,
    doneAt === null ? `Due ${formatDate(dueAt, timeZone)}` : `Done ${formatTime(doneAt, timeZone)}`,
    <Badge key="state" tone={tone}>
      {text}
    </Badge>,
    <CertificateCell key="certificate" request={request} />,
  ];
}

function CertificateCell({ request }: { request: ListedRequest }) {
  const { key, topic, certificate, note } = request;
  if (note !== null) return note;
  if (!certificate)
    return (
      <Text as="span" tone="subdued">
        Not yet
      </Text>
    );
  const took = formatDuration(certificate.finishedAt - certificate.startedAt);
  const isExport = topic === 'customers/data_request';
  const rows = formatCount(certificate.rows, ROWS);
  return (
    <BlockStack gap="150" inlineAlign="start">
      <span title={certificateLines(certificate.tables).join('\n')}>
        {isExport ? `${rows} found` : `${rows} erased in ${took}, 0 left`}
      </span>
      <Text as="span" variant="bodySm" tone="subdued">
        {certificateLines(certificate.tables).join(', ')}
      </Text>
      {isExport ? <ExportButtons requestKey={key} /> : null}
    </BlockStack>
  );
}
