import { Button } from '@shopify/polaris';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import type { ShownKey } from '#app/events/api/api-keys.ts';
import { arrangeRows, type RowOrder } from '#app/lib/arrange-rows.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { actorName } from '#app/audit/actor-name.ts';
import { ListSearch } from '#app/ui/list-search.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

/** What the list of keys can be sorted by, the usual one first. */
export const KEY_SORTS = ['made', 'ends'] as const;
export type KeySort = (typeof KEY_SORTS)[number];

/** Keys on a page. */
const KEYS_SHOWN = 20;

const COLUMNS: [Column<KeySort>, ...Column<KeySort>[]] = [
  { title: 'Key' },
  { title: 'Created by' },
  { title: 'Created', sort: 'made' },
  { title: 'Ends', sort: 'ends' },
  { title: 'Actions', isHidden: true },
];

export type ApiKeyTableProps = {
  keys: ShownKey[];
  list: ListControls<ListView<KeySort>>;
  isBusy: boolean;
  onEnd: (id: string) => void;
  staffId: string;
  now: number;
  timeZone: string;
};

/** The keys that open something. */
export function ApiKeyTable(props: ApiKeyTableProps) {
  const { keys, list, isBusy, onEnd, staffId, now, timeZone } = props;
  const order: RowOrder<ShownKey, KeySort> = {
    text: ({ hint, createdBy }) => `ending in ${hint} ${actorName(createdBy, staffId)}`,
    by: { made: ({ createdAt }) => createdAt, ends: ({ endsAt }) => endsAt },
  };
  const { rows, hasMore } = arrangeRows(keys, list.view, order, KEYS_SHOWN);
  return (
    <>
      <ListSearch label="Search keys" placeholder="Last characters or creator" list={list} />
      <SortedRows
        list={list}
        name={{ singular: 'key', plural: 'keys' }}
        columns={COLUMNS}
        empty="No keys yet. Create one so that programs can send events."
        hasMore={hasMore}
        rows={rows.map(({ id, hint, createdBy, createdAt, endsAt }) => ({
          id,
          cells: [
            `Key ending in ${hint}`,
            actorName(createdBy, staffId),
            <RelativeTime key="made" at={createdAt} now={now} timeZone={timeZone} />,
            endsAt === null ? (
              'When you end it'
            ) : (
              <RelativeTime key="ends" at={endsAt} now={now} timeZone={timeZone} />
            ),
            <EditArea key="actions" needs="keys.edit">
              <Button
                tone="critical"
                variant="plain"
                disabled={isBusy}
                onClick={() => onEnd(id)}
                accessibilityLabel={`End the key ending in ${hint} now`}
              >
                End now
              </Button>
            </EditArea>,
          ],
        }))}
      />
    </>
  );
}
