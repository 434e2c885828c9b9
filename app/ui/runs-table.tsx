import { Badge, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { reasonWords } from '#app/insights/reason-words.ts';
import type { RunNames } from '#app/insights/named-problems.ts';
import type { RecentRun } from '#app/journeys/journey-page.server.ts';
import { NothingFound } from './list-search.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowCells } from './row-cells.tsx';

/** A run as it is listed. */
type ListedRun = RecentRun & RunNames;

export type RunsTableProps = {
  runs: ListedRun[];
  isSearched: boolean;
  newestFirst: boolean;
  onSort: (newestFirst: boolean) => void;
  now: number;
  timeZone: string;
};

const HEADINGS: IndexTableProps['headings'] = [
  { title: 'Person' },
  { title: 'Entered' },
  { title: 'Where they are' },
  { title: 'Next or ended' },
];

/** People on their way through a journey. */
export function RunsTable(props: RunsTableProps) {
  const { runs, isSearched, newestFirst, onSort, now, timeZone } = props;
  const { smDown } = useBreakpoints();
  return (
    <IndexTable
      condensed={smDown}
      resourceName={{ singular: 'run', plural: 'runs' }}
      itemCount={runs.length}
      headings={HEADINGS}
      selectable={false}
      sortable={[false, true, false, false]}
      sortColumnIndex={1}
      sortDirection={newestFirst ? 'descending' : 'ascending'}
      onSort={(_, direction) => onSort(direction === 'descending')}
      emptyState={
        <NothingFound>
          {isSearched ? 'Nobody of that name was in this journey.' : 'Nobody has entered yet.'}
        </NothingFound>
      }
    >
      {runs.map((run, index) => (
        <IndexTable.Row key={run.id} id={run.id} position={index}>
          <RowCells
            isCondensed={smDown}
            cells={[
              <Link key="person" url={`/app/people/${run.profileId}`} removeUnderline>
                <Text as="span" fontWeight="semibold">
                  {run.name ?? run.email ?? 'Visitor'}
                </Text>
              </Link>,
              <RelativeTime key="entered" at={run.enteredAt} now={now} timeZone={timeZone} />,
              <Whereabouts key="where" run={run} />,
              <NextMoment key="next" run={run} now={now} timeZone={timeZone} />,
            ]}
          />
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Whereabouts({ run }: { run: ListedRun }) {
  switch (run.state) {
    case 'active':
      return run.step;
    case 'completed':
      return <Badge>{reasonWords(run.endReason ?? 'finished')}</Badge>;
    case 'failed':
      return <Badge tone="critical">{`Failed: ${reasonWords(run.endReason ?? 'error')}`}</Badge>;
    case 'exited':
      return <Badge tone="success">{`Left: ${reasonWords(run.endReason ?? 'ended')}`}</Badge>;
  }
}

function NextMoment({ run, now, timeZone }: { run: ListedRun; now: number; timeZone: string }) {
  const at = run.endedAt ?? run.wakeAt;
  if (at === null) return null;
  const words = run.endedAt === null ? 'Next:' : 'Ended:';
  return (
    <>
      {`${words} `}
      <RelativeTime at={at} now={now} timeZone={timeZone} />
    </>
  );
}
