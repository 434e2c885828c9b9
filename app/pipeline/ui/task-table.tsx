import { Badge, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { EditArea } from '#app/access/ui/edit-area.tsx';
import { formatTime } from '#app/lib/format/time.ts';
import type { ListedTask } from '#app/pipeline/sales-task.ts';
import type { TaskSort, TaskTab, TaskView } from '#app/pipeline/task-view.ts';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { RowButtons, type RowButton } from '#app/ui/row-buttons.tsx';
import { SortedRows } from '#app/ui/sorted-rows.tsx';
import type { Column } from '#app/ui/sorted-table.tsx';
import type { ListControls } from '#app/ui/use-list-params.ts';
import { ClosedText, DueText } from './due-text.tsx';

const TASK_NAME = { singular: 'task', plural: 'tasks' };

function columnsOf({ tab }: TaskView): [Column<TaskSort>, ...Column<TaskSort>[]] {
  return [
    { title: 'Task', sort: 'title' },
    { title: 'Person', sort: 'person' },
    { title: tab === 'done' ? 'Closed' : 'Due', sort: 'due' },
    { title: 'Owner' },
    { title: 'Created', sort: 'made' },
    { title: 'Actions', isHidden: true },
  ];
}

const EMPTY: Record<TaskTab, string> = {
  mine: 'You have no open tasks.',
  all: 'No open tasks.',
  done: 'No closed tasks.',
};

export type TaskTableProps = PageTime & {
  tasks: ListedTask[];
  hasMore: boolean;
  list: ListControls<TaskView>;
  /** The task that the keyboard is at; null when it is at none. */
  currentId: string | null;
  staffId: string;
  isBusy: boolean;
  onChange: (intent: string, id: string) => void;
};

/** The tasks of one page of the list. */
export function TaskTable(props: TaskTableProps) {
  const { tasks, hasMore, list } = props;
  return (
    <SortedRows
      list={list}
      name={TASK_NAME}
      columns={columnsOf(list.view)}
      empty={EMPTY[list.view.tab]}
      hasMore={hasMore}
      rows={tasks.map((task) => ({ id: task.id, cells: cellsOf(task, props) }))}
    />
  );
}

function cellsOf(task: ListedTask, props: TaskTableProps): ReactNode[] {
  const { now, timeZone, currentId, staffId, isBusy, onChange } = props;
  const { id, title, note, person, owner, createdAt, state, closedAt } = task;
  return [
    <TaskCell key="task" title={title} note={note} isCurrent={id === currentId} />,
    <Link key="person" url={`/app/people/${person.id}`} removeUnderline>
      {person.name}
    </Link>,
    state === 'open' ? (
      <DueText key="due" task={task} now={now} timeZone={timeZone} />
    ) : (
      <ClosedText key="due" state={state} at={closedAt} now={now} timeZone={timeZone} />
    ),
    owner === null ? 'No owner' : owner.id === staffId ? 'You' : owner.name,
    formatTime(createdAt, timeZone),
    <EditArea key="actions" needs="tasks.edit">
      <RowButtons
        isBusy={isBusy}
        buttons={buttonsOf(task, staffId).map(({ intent, ...button }) => ({
          ...button,
          onAction: () => onChange(intent, id),
        }))}
      />
    </EditArea>,
  ];
}

function buttonsOf(
  { title, state, owner }: ListedTask,
  staffId: string,
): (Omit<RowButton, 'onAction'> & { intent: string })[] {
  if (state !== 'open')
    return [{ intent: 'reopen', content: 'Reopen', label: `Reopen the task ${title}` }];
  const take = { intent: 'take', content: 'Take', label: `Take the task ${title}` };
  return [
    { intent: 'complete', content: 'Complete', label: `Complete the task ${title}` },
    ...(owner?.id === staffId ? [] : [take]),
    { intent: 'drop', content: 'Drop', label: `Drop the task ${title}` },
  ];
}

type TaskCellProps = { title: string; note: string | null; isCurrent: boolean };

function TaskCell({ title, note, isCurrent }: TaskCellProps) {
  return (
    <>
      <Text as="span" fontWeight="semibold">
        {title}
      </Text>
      {isCurrent ? <Badge tone="info">Selected</Badge> : null}
      {note === null ? null : (
        <Text as="p" tone="subdued">
          {note}
        </Text>
      )}
    </>
  );
}
