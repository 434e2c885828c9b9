import { Card, Page, Tabs, Text } from '@shopify/polaris';
import { useCallback } from 'react';
import { useMay } from '#app/access/ui/use-may.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { TaskPage } from '#app/pipeline/sales-task.ts';
import {
  MOST_TASKS_COUNTED,
  TASK_TABS,
  type TaskTab,
  type TaskView,
} from '#app/pipeline/task-view.ts';
import type { Live } from '#app/roll-ups/live-tables.ts';
import { EmptyState } from '#app/ui/empty-state.tsx';
import { ListSearch } from '#app/ui/list-search.tsx';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { useListParams } from '#app/ui/use-list-params.ts';
import { useLive } from '#app/ui/use-live.ts';
import { TaskTable } from './task-table.tsx';
import { usePipeline } from './use-pipeline.ts';
import { useTaskShortcuts } from './use-task-shortcuts.ts';

const TAB_NAMES: Record<TaskTab, string> = { mine: 'Mine', all: 'All open', done: 'Closed' };

function countWords(count: number): string {
  return `${formatNumber(count)}${count >= MOST_TASKS_COUNTED ? '+' : ''}`;
}

export type TasksPageProps = TaskPage & PageTime & { view: TaskView; live: Live; staffId: string };

/** What staff have to do about people, by whom and when. */
export function TasksPage(props: TasksPageProps) {
  const { live, tasks, hasMore, counts, view, staffId, ...time } = props;
  const list = useListParams(view);
  const { change, isBusy } = usePipeline();
  const mayEdit = useMay()('tasks.edit');
  const onChange = useCallback((intent: string, id: string) => change({ intent, id }), [change]);
  const onComplete = useCallback((id: string) => onChange('complete', id), [onChange]);
  const currentId = useTaskShortcuts(tasks, mayEdit ? onComplete : null);
  useLive(live, !isBusy);

  if (counts.all + counts.done === 0) {
    return (
      <Page title="Tasks">
        <EmptyState heading="No tasks yet" action={{ content: 'Show people', url: '/app/people' }}>
          Add a task on the page of a person, or let a journey create them with the step “Sales
          task”.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title="Tasks" subtitle="What to do about people, by owner and date.">
      <Card padding="0">
        <Tabs
          tabs={TASK_TABS.map((tab) => ({
            id: tab,
            content: `${TAB_NAMES[tab]} (${countWords(counts[tab])})`,
          }))}
          selected={TASK_TABS.indexOf(view.tab)}
          onSelect={(index) => list.change({ tab: TASK_TABS[index] ?? 'mine' })}
        />
        <ListSearch label="Search tasks" placeholder="Task, note or person" list={list} />
        <TaskTable
          {...time}
          tasks={tasks}
          hasMore={hasMore}
          list={list}
          currentId={currentId}
          staffId={staffId}
          isBusy={isBusy}
          onChange={onChange}
        />
      </Card>
      <Text as="p" tone="subdued" alignment="center">
        Keyboard: J and K select a task, C completes it, O opens the person.
      </Text>
    </Page>
  );
}
