import { Link, List, Text } from '@shopify/polaris';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { ReplayPageData, ShownPathEntry } from '#app/journeys/page/replay-page.ts';
import { pathWords } from '#app/journeys/page/replay-words.ts';
import type { ReplayPersonSort } from '#app/journeys/replay/replay-record.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { formatTime } from '#app/lib/format/time.ts';
import type { ListView } from '#app/lib/list-view.ts';
import { personName } from '#app/profiles/person-name.ts';
import { ListCard } from '#app/ui/list-card.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import { ShortList } from '#app/ui/short-list.tsx';
import type { PageTime } from '#app/ui/relative-time.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';

export type ReplayPeopleCardProps = PageTime & {
  people: ReplayPageData['people'];
  list: ListControls<ListView<ReplayPersonSort>>;
};

const COLUMNS: [Column<ReplayPersonSort>, ...Column<ReplayPersonSort>[]] = [
  { title: 'Person' },
  { title: 'Entered', sort: 'entered' },
  { title: 'Sent', sort: 'mails' },
  { title: 'Skipped' },
  { title: 'Orders', sort: 'orders' },
  { title: 'Step by step' },
];

/** People with what would have happened to them, step by step. */
export function ReplayPeopleCard({ people, list, timeZone }: ReplayPeopleCardProps) {
  return (
    <ListCard
      title="People"
      text="The first 1,000 who would have entered, with what would have happened to them."
      list={list}
      name={{ singular: 'person', plural: 'people' }}
      searchHint="Name or email address"
      columns={COLUMNS}
      empty="No one would have entered."
      hasMore={people.hasMore}
      rows={people.rows.map((person) => ({
        id: person.profileId,
        cells: [
          <Link key="person" url={`/app/people/${person.profileId}`} removeUnderline>
            <Text as="span" fontWeight="semibold">
              {personName(person)}
            </Text>
          </Link>,
          formatTime(person.enteredAt, timeZone),
          formatNumber(person.mails),
          formatNumber(person.skipped),
          formatNumber(person.orders),
          <PathList key="path" path={person.path} end={person.endReason} timeZone={timeZone} />,
        ],
      }))}
    />
  );
}

type PathListProps = { path: ShownPathEntry[]; end: string | null; timeZone: string };

function PathList({ path, end, timeZone }: PathListProps) {
  return (
    <>
      <ShortList
        whole={`all ${formatNumber(path.length)} steps`}
        gap="100"
        items={path.map((entry, place) => ({
          key: String(place),
          content: entryText(entry, timeZone),
        }))}
      />
      {end === null ? (
        <List>
          <List.Item>Still in the journey</List.Item>
        </List>
      ) : (
        <Text as="p" tone="subdued">
          {reasonWords(end)}
        </Text>
      )}
    </>
  );
}

function entryText({ at, step, outcome, reason, until }: ShownPathEntry, timeZone: string): string {
  const what = [pathWords(outcome), step, reason].filter((part) => part !== null).join(' · ');
  const end = until === undefined ? '' : ` until ${formatTime(until, timeZone)}`;
  return `${formatTime(at, timeZone)}: ${what}${end}`;
}
