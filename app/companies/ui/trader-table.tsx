import { Button, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import type { ListedTrader } from '#app/companies/page/list-traders.ts';
import { personName } from '#app/profiles/person-name.ts';
import { invitationUrl, reachingWords, type TraderView } from '#app/companies/page/trader-view.ts';
import { usualOrderWords } from '#app/scoring/usual-order-words.ts';
import { ORDERS_COLUMN, SPENT_COLUMN, orderCells } from '#app/profiles/ui/order-cells.tsx';
import { PersonCell } from '#app/profiles/ui/person-cell.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

export type TraderTableProps = {
  traders: ListedTrader[];
  list: ListControls<TraderView>;
  hasMore: boolean;
  shop: { name: string; currency: string; timeZone: string };
  now: number;
};

/** Who buys like a trader and has not applied, why, and what to do next. */
export function TraderTable({ traders, list, hasMore, shop, now }: TraderTableProps) {
  return (
    <SortedRows
      name={{ singular: 'customer', plural: 'customers' }}
      columns={[
        { title: 'Customer' },
        {
          title: 'Usual order',
          tooltip:
            'What two of three of the newest orders reach, held until fewer than one of four do',
        },
        { ...ORDERS_COLUMN, sort: 'orders', tooltip: 'All time' },
        SPENT_COLUMN,
        { title: 'Last order' },
        { title: 'Next step' },
      ]}
      list={list}
      hasMore={hasMore}
      empty="No customer who buys like a trader is without an application."
      rows={traders.map((trader) => ({
        id: trader.id,
        cells: (isCondensed) => cellsOf(trader, shop, now, isCondensed),
      }))}
    />
  );
}

function cellsOf(
  trader: ListedTrader,
  { name, currency, timeZone }: TraderTableProps['shop'],
  now: number,
  isCondensed: boolean,
): ReactNode[] {
  return [
    <PersonCell key="customer" person={trader} />,
    <div key="usual">
      <Text as="span">{trader.usual === null ? '–' : usualOrderWords(trader.usual, 0)}</Text>
      <SubduedText>{reachingWords(trader)}</SubduedText>
    </div>,
    ...orderCells({ person: trader, currency, isCondensed }),
    trader.lastOrderAt === null ? (
      '–'
    ) : (
      <TimeCell
        key="last"
        heading="Last order"
        isCondensed={isCondensed}
        at={trader.lastOrderAt}
        now={now}
        timeZone={timeZone}
      />
    ),
    <NextStep key="next" trader={trader} shopName={name} />,
  ];
}

function NextStep({ trader, shopName }: { trader: ListedTrader; shopName: string }) {
  const url = invitationUrl(trader, shopName);
  if (url === null)
    return (
      <SubduedText>Mention the application with the next order: no consent to email</SubduedText>
    );
  return (
    <Button url={url} size="slim" accessibilityLabel={`Invite ${personName(trader)} by email`}>
      Invite by email
    </Button>
  );
}
