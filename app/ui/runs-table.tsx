import { Badge, IndexTable, Link, Text } from '@shopify/polaris';
import type { IndexTableProps } from '@shopify/polaris';
import { reasonWords } from '#app/insights/reason-words.ts';
import { stepWords } from '#app/insights/run-words.ts';
import type { RecentRun } from '#app/journeys/journey-page.server.ts';
import { NothingFound } from './list-search.tsx';
import { RelativeTime } from './relative-time.tsx';

export type RunsTableProps = {
  journeyKey: string;
  runs: RecentRun[];
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
  const { journeyKey, runs, isSearched, newestFirst, onSort, now, timeZone } = props;
  return (
    <IndexTable
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
          <IndexTable.Cell>
            <Link dataPrimaryLink url={`/app/people/${run.profileId}`} removeUnderline>
              <Text as="span" fontWeight="semibold">
                {run.name ?? run.email ?? 'Visitor'}
              </Text>
            </Link>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <RelativeTime at={run.enteredAt} now={now} timeZone={timeZone} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Whereabouts run={run} journeyKey={journeyKey} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            {(run.endedAt ?? run.wakeAt) === null ? null : (
              <RelativeTime at={run.endedAt ?? run.wakeAt ?? now} now={now} timeZone={timeZone} />
            )}
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}

function Whereabouts({ run, journeyKey }: { run: RecentRun; journeyKey: string }) {
  switch (run.state) {
    case 'active':
      return <Badge tone="info">{stepWords(journeyKey, run.stepId)}</Badge>;
    case 'completed':
      return <Badge>{reasonWords(run.endReason ?? 'finished')}</Badge>;
    case 'exited':
      return <Badge tone="success">{`Left: ${reasonWords(run.endReason ?? 'ended')}`}</Badge>;
  }
}
