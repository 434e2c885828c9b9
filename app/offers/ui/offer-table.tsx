import { BlockStack, Link, ProgressBar, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { DefinitionStateBadge } from '#app/definitions/ui/definition-state-badge.tsx';
import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { budgetUsed, type OfferLine, type OfferSort } from '#app/offers/page/offer-list.ts';
import { benefitWords, offerCostWords } from '#app/offers/offer-words.ts';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column, TableControls } from '#app/ui/sorted-table.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';

const COLUMNS: [Column<OfferSort>, ...Column<OfferSort>[]] = [
  { title: 'Offer', sort: 'name' },
  { title: 'Status' },
  { title: 'For' },
  {
    title: 'Issued',
    sort: 'issued',
    isNumber: true,
    tooltip: 'Offers made in this calendar month.',
  },
  {
    title: 'Used',
    sort: 'used',
    isNumber: true,
    tooltip: 'Orders of this calendar month with a code of the offer.',
  },
  {
    title: 'Cost',
    sort: 'cost',
    isNumber: true,
    tooltip: 'What these codes took off, in the currency of your store.',
  },
  { title: 'Budget', tooltip: 'How much of the budget of this calendar month is used.' },
];

export type OfferTableProps = {
  lines: OfferLine[];
  hasMore: boolean;
  list: TableControls<OfferSort>;
  currency: string;
};

/** Offers with what they came to this month; sorts and pages through the address. */
export function OfferTable({ lines, hasMore, list, currency }: OfferTableProps) {
  return (
    <SortedRows
      name={{ singular: 'offer', plural: 'offers' }}
      columns={COLUMNS}
      list={list}
      hasMore={hasMore}
      empty="No offers yet."
      rows={lines.map((line) => ({ id: line.key, cells: cellsOf(line, currency) }))}
    />
  );
}

function cellsOf(line: OfferLine, currency: string): ReactNode[] {
  const { key, name, benefit, state, audience, issued, used } = line;
  return [
    <BlockStack key="name">
      <Link dataPrimaryLink url={`/app/offers/${key}`} removeUnderline monochrome>
        <Text as="span" fontWeight="semibold">
          {name}
        </Text>
      </Link>
      <Text as="span" tone="subdued">
        {benefitWords(benefit, currency)}
      </Text>
    </BlockStack>,
    <DefinitionStateBadge key="status" state={state} />,
    audience === 'trade' ? 'Trade buyers' : 'Retail customers',
    formatNumber(issued),
    formatNumber(used),
    offerCostWords(line, currency),
    <BudgetCell key="budget" line={line} currency={currency} />,
  ];
}

function BudgetCell({ line, currency }: { line: OfferLine; currency: string }) {
  const used = budgetUsed(line);
  if (used === null) return <SubduedText as="span">No limit</SubduedText>;
  const limits = [
    ...(line.codesPerMonth === null
      ? []
      : [`${formatNumber(line.issued)} of ${formatNumber(line.codesPerMonth)} offers`]),
    ...(line.costPerMonthMinor === null
      ? []
      : [
          `${formatMoney(line.costMinor, currency)} of ${formatMoney(line.costPerMonthMinor, currency)}`,
        ]),
  ];
  return (
    <BlockStack gap="100">
      <div style={{ minWidth: '6rem' }}>
        <ProgressBar
          progress={Math.round(used * 100)}
          size="small"
          tone={used >= 1 ? 'critical' : 'primary'}
          ariaLabelledBy={`budget-${line.key}`}
        />
      </div>
      <span id={`budget-${line.key}`}>
        <SubduedText as="span">{limits.join(', ')}</SubduedText>
      </span>
    </BlockStack>
  );
}
