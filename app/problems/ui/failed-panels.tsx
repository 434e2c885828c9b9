import type { FailedProfile } from '#app/engine/recompute/unscored-profiles.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { FailedProfileList, FailedRunList } from '#app/problems/problem-lists.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { RowButtons } from '#app/ui/row-buttons.tsx';
import { RelativeTime } from '#app/ui/relative-time.tsx';
import { Person } from './problem-cells.tsx';
import { ACTIONS, type PanelProps } from './problem-panels.tsx';
import { ProblemTable } from './problem-table.tsx';

type RunsProps = PanelProps & { failedRuns: FailedRunList };

/** Journey runs that could not go on. */
export function FailedRunsPanel({ failedRuns, list, act, isBusy, ...time }: RunsProps) {
  if (failedRuns.waiting === 0) {
    return (
      <EmptyState heading="No failed journey runs">
        A run stops here when its journey, version or step is gone, or when a step fails. Nothing
        more is sent until you try it again.
      </EmptyState>
    );
  }
  return (
    <ProblemTable
      list={list}
      name={{ singular: 'run', plural: 'runs' }}
      searchHint="Person, journey or reason"
      items={failedRuns.runs}
      hasMore={failedRuns.hasMore}
      columns={[
        { title: 'Journey' },
        { title: 'Step' },
        { title: 'Person' },
        { title: 'Why' },
        { title: 'Failed', sort: 'time' },
        ACTIONS,
      ]}
      bulk={{ content: 'Try again', onAction: (keys) => act('retry_run', keys) }}
      cells={({ key, journey, journeyVersion, step, reason, failedAt, ...person }) => [
        `${journey}, version ${String(journeyVersion)}`,
        step,
        <Person key="person" {...person} />,
        reasonWords(reason),
        <RelativeTime key="failed" {...time} at={failedAt} />,
        <RowButtons
          key="actions"
          isBusy={isBusy}
          buttons={[
            {
              content: 'Try again',
              label: `Try the run of ${journey} again`,
              onAction: () => act('retry_run', [key]),
            },
          ]}
        />,
      ]}
    />
  );
}

const KIND_NAMES: Record<FailedProfile['kind'], string> = { score: 'Score', forecast: 'Forecast' };

type ProfilesProps = PanelProps & { failedProfiles: FailedProfileList };

/** People whose score or forecast could not be calculated. */
export function FailedProfilesPanel(props: ProfilesProps) {
  const { failedProfiles, list, act, isBusy, ...time } = props;
  if (failedProfiles.waiting === 0) {
    return (
      <EmptyState heading="No failed scores">
        When a score or a forecast cannot be calculated for a person, the person is listed here and
        keeps the score from before.
      </EmptyState>
    );
  }
  return (
    <ProblemTable
      list={list}
      name={{ singular: 'score', plural: 'scores' }}
      searchHint="Person or reason"
      items={failedProfiles.profiles}
      hasMore={failedProfiles.hasMore}
      columns={[
        { title: 'What' },
        { title: 'Person' },
        { title: 'Why' },
        { title: 'Failed', sort: 'time' },
        ACTIONS,
      ]}
      bulk={{ content: 'Try again', onAction: (keys) => act('retry_profile', keys) }}
      cells={({ key, kind, reason, failedAt, ...person }) => [
        KIND_NAMES[kind],
        <Person key="person" {...person} />,
        reasonWords(reason),
        <RelativeTime key="failed" {...time} at={failedAt} />,
        <RowButtons
          key="actions"
          isBusy={isBusy}
          buttons={[
            {
              content: 'Try again',
              label: `Calculate the ${KIND_NAMES[kind].toLowerCase()} again`,
              onAction: () => act('retry_profile', [key]),
            },
          ]}
        />,
      ]}
    />
  );
}
