import { Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { CampaignLine, CampaignSort } from '#app/campaigns/page/campaign-list.ts';
import { timingWords } from '#app/campaigns/page/campaign-words.ts';
import { NO_VALUE } from '#app/lib/format/locale.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatTime } from '#app/lib/format/time.ts';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column, TableControls } from '#app/ui/sorted-table.tsx';
import { CampaignPhaseBadge } from './campaign-phase-badge.tsx';

const COLUMNS: [Column<CampaignSort>, ...Column<CampaignSort>[]] = [
  { title: 'Campaign', sort: 'name' },
  { title: 'Status' },
  { title: 'Segment' },
  {
    title: 'Begins',
    sort: 'begins',
    tooltip: 'When sending begins or began, in the time of your store.',
  },
  {
    title: 'People',
    sort: 'people',
    isNumber: true,
    tooltip: 'Who was in the segment when sending began.',
  },
  {
    title: 'Sent',
    sort: 'sent',
    isNumber: true,
    tooltip: 'Emails that mail servers accepted, since it began.',
  },
  {
    title: 'Clicked',
    sort: 'clicked',
    isNumber: true,
    tooltip: 'Emails of which a link was clicked, since it began.',
  },
];

export type CampaignTableProps = {
  lines: CampaignLine[];
  hasMore: boolean;
  list: TableControls<CampaignSort>;
  timeZone: string;
};

/** Campaigns with what was sent of them; sorts and pages through the address. */
export function CampaignTable({ lines, hasMore, list, timeZone }: CampaignTableProps) {
  return (
    <SortedRows
      name={{ singular: 'campaign', plural: 'campaigns' }}
      columns={COLUMNS}
      list={list}
      hasMore={hasMore}
      empty="No campaigns here."
      rows={lines.map((line) => ({ id: line.id, cells: cellsOf(line, timeZone) }))}
    />
  );
}

function cellsOf(line: CampaignLine, timeZone: string): ReactNode[] {
  const { id, name, phase, segment, timing, beginsAt, people, sent, clicked } = line;
  return [
    <Link key="name" dataPrimaryLink url={`/app/campaigns/${id}`} removeUnderline monochrome>
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
    </Link>,
    <CampaignPhaseBadge key="status" phase={phase} />,
    segment,
    beginsAt === null ? timingWords(timing) : formatTime(beginsAt, timeZone),
    people === null ? NO_VALUE : formatNumber(people),
    formatNumber(sent),
    formatNumber(clicked),
  ];
}
