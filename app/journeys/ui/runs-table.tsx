import { Badge, Link, Text } from '@shopify/polaris';
import type { RunNames } from '#app/journeys/page/named-problems.ts';
import { personName } from '#app/profiles/person-name.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { RecentRun, RunSort } from '#app/journeys/page/journey-page.ts';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column, TableControls } from '#app/ui/sorted-table.tsx';
import { TimeCell } from '#app/ui/time-cell.tsx';

/** A run as it is listed. */
export type ListedRun = RecentRun & RunNames;

export type RunsTableProps = {
  runs: ListedRun[];
  list: TableControls<RunSort>;
  hasMore: boolean;
  now: number;
  timeZone: string;
};

const COLUMNS: [Column<RunSort>, ...Column<RunSort>[]] = [
  { title: 'Person' },
  { title: 'Entered', sort: 'entered' },
  { title: 'Step' },
  { title: 'Next or ended' },
];

/** People on their way through a journey. */
export function RunsTable(props: RunsTableProps) {
  const { runs, list, hasMore, now, timeZone } = props;
  return (
    <SortedRows
      list={list}
      name={{ singular: 'run', plural: 'runs' }}
      columns={COLUMNS}
      empty="No one has entered yet."
      hasMore={hasMore}
      rows={runs.map((run) => ({
        id: run.id,
        cells: (isCondensed) => [
          <Link key="person" url={`/app/people/${run.profileId}`} removeUnderline>
            <Text as="span" fontWeight="semibold">
              {personName(run)}
            </Text>
          </Link>,
          <TimeCell
            key="entered"
            heading="Entered"
            at={run.enteredAt}
            now={now}
            timeZone={timeZone}
            isCondensed={isCondensed}
          />,
          <Whereabouts key="where" run={run} />,
          <NextMoment key="next" run={run} now={now} timeZone={timeZone} />,
        ],
      }))}
    />
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
      return <Badge tone="success">{`Exited: ${reasonWords(run.endReason ?? 'ended')}`}</Badge>;
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
