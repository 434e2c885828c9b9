import { BlockStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { JourneyLine, JourneySort } from '#app/journeys/page/journey-list.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import { ORDERS, formatCount } from '#app/lib/format/count.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { MoneyText } from '#app/ui/money.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { NamedCell } from '#app/ui/row-cells.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column, TableControls } from '#app/ui/sorted-table.tsx';
import { JourneyStateBadge } from './journey-state-badge.tsx';

export type JourneyTableProps = {
  lines: JourneyLine[];
  hasMore: boolean;
  list: TableControls<JourneySort>;
  currency: string;
};

const COLUMNS: [Column<JourneySort>, ...Column<JourneySort>[]] = [
  { title: 'Journey', sort: 'name' },
  { title: 'Status' },
  number('Entered', 'entered', 'Runs that started in the last 30 days.'),
  number('Active', 'active', 'Runs in progress now, whenever they started.'),
  number('Completed', 'completed', 'Runs that reached the end in the last 30 days.'),
  number('Exited', 'left', 'Runs that exited before the end in the last 30 days, and why.'),
  number('Emails sent', 'sent', 'Emails sent in the last 30 days, and those held back by a rule.'),
  number(
    'Recovered',
    'recovered',
    'Orders of the last 30 days, placed within 5 days after a click in an email of the journey. Net of refunds, without cancelled orders.',
  ),
];

function number(title: string, sort: JourneySort, tooltip: string): Column<JourneySort> {
  return { title, sort, tooltip, isNumber: true };
}

/** Journeys with what they did in the last 30 days; sorts and pages through the address. */
export function JourneyTable({ lines, hasMore, list, currency }: JourneyTableProps) {
  return (
    <SortedRows
      name={{ singular: 'journey', plural: 'journeys' }}
      columns={COLUMNS}
      list={list}
      hasMore={hasMore}
      empty="No journeys yet."
      rows={lines.map((line) => ({
        id: line.key,
        cells: (isCondensed) => cellsOf(line, currency, isCondensed),
      }))}
    />
  );
}

function cellsOf(line: JourneyLine, currency: string, isCondensed: boolean): ReactNode[] {
  const { name, purpose, state, entered, active, completed, left, exits, mails, recovered } = line;
  const [mostExit] = exits;
  const figure = (heading: string, value: ReactNode, note?: string) => (
    <JourneyFigure key={heading} {...{ heading, value, note, isCondensed }} />
  );
  return [
    <BlockStack key="name">
      <Link dataPrimaryLink url={`/app/journeys/${line.key}`} removeUnderline monochrome>
        <Text as="span" fontWeight="semibold">
          {name}
        </Text>
      </Link>
      <Text as="span" tone="subdued">
        {purpose}
      </Text>
    </BlockStack>,
    <JourneyStateBadge key="status" state={state} />,
    figure('Entered', formatNumber(entered)),
    figure('Active', formatNumber(active)),
    figure('Completed', formatNumber(completed)),
    figure(
      'Exited',
      formatNumber(left),
      mostExit && `${reasonWords(mostExit.reason)}: ${formatNumber(mostExit.count)}`,
    ),
    figure('Emails sent', formatNumber(mails.sent), `${formatNumber(mails.skipped)} held back`),
    figure(
      'Recovered',
      <MoneyText key="money" minor={recovered.minor} currency={currency} />,
      formatCount(recovered.orders, ORDERS),
    ),
  ];
}

type JourneyFigureProps = {
  heading: string;
  value: ReactNode;
  note: string | undefined;
  isCondensed: boolean;
};

function JourneyFigure({ heading, value, note, isCondensed }: JourneyFigureProps) {
  if (isCondensed) {
    return (
      <NamedCell heading={heading}>
        {value}
        {note === undefined ? null : ` (${note})`}
      </NamedCell>
    );
  }
  return (
    <BlockStack inlineAlign="end">
      <Text as="span" numeric>
        {value}
      </Text>
      {note === undefined ? null : (
        <div style={{ textAlign: 'end' }}>
          <SubduedText as="span">{note}</SubduedText>
        </div>
      )}
    </BlockStack>
  );
}
