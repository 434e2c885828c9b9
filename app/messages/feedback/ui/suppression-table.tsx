import { BlockStack, Button, Text } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';
import {
  SUPPRESSION_WORDS,
  suppressionSource,
  type SuppressedAddress,
  type SuppressionSort,
} from '../page/suppressed-address.ts';
import type { SuppressionChangeShown } from '../page/suppression-history.ts';
import { SuppressionHistory } from './suppression-history.tsx';

export type SuppressionTableProps = {
  blocked: RowPage<SuppressedAddress>;
  list: ListControls<ListView<SuppressionSort>>;
  onLift: (blocked: SuppressedAddress) => void;
  /** What happened to these addresses. */
  history: readonly SuppressionChangeShown[];
  staffId: string;
  now: number;
  timeZone: string;
};

/** The addresses that get no email, why and since when. */
export function SuppressionTable({
  blocked,
  list,
  onLift,
  history,
  staffId,
  now,
  timeZone,
}: SuppressionTableProps) {
  return (
    <SortedRows
      name={{ singular: 'address', plural: 'addresses' }}
      columns={[
        { title: 'Address', sort: 'address' },
        { title: 'Reason' },
        { title: 'Since', sort: 'since' },
        { title: 'Actions', isHidden: true },
      ]}
      list={list}
      empty="No blocked addresses."
      hasMore={blocked.hasMore}
      rows={blocked.rows.map((one) => ({
        id: one.address,
        cells: (isCondensed) => [
          <Text key="address" as="span" fontWeight="semibold" breakWord>
            {one.address}
          </Text>,
          <BlockStack key="reason">
            <ReasonCell {...one} />
            <SuppressionHistory
              address={one.address}
              changes={history.filter(({ address }) => address === one.address)}
              staffId={staffId}
              now={now}
              timeZone={timeZone}
            />
          </BlockStack>,
          <TimeCell
            key="since"
            heading="Since"
            at={one.since}
            now={now}
            timeZone={timeZone}
            isCondensed={isCondensed}
          />,
          <EditArea key="actions" needs="suppressions.lift">
            <Button
              variant="plain"
              accessibilityLabel={`Allow email to ${one.address}`}
              onClick={() => onLift(one)}
            >
              Allow email
            </Button>
          </EditArea>,
        ],
      }))}
    />
  );
}

function ReasonCell({ reason, source, words }: SuppressedAddress) {
  const said = [suppressionSource(source), words].filter(Boolean).join(': ');
  return (
    <BlockStack>
      <Text as="span">{SUPPRESSION_WORDS[reason]}</Text>
      {said === '' ? null : <SubduedText>{said}</SubduedText>}
    </BlockStack>
  );
}
