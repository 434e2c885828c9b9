import { Badge, BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useMay } from '#app/access/ui/use-may.ts';
import { formatCount } from '#app/lib/format/count.ts';
import type { PersonPipeline } from '#app/pipeline/person-pipeline.ts';
import type { SalesTask } from '#app/pipeline/sales-task.ts';
import { CollapsibleCard } from '#app/ui/collapsible-card.tsx';
import type { PageTime } from '#app/ui/relative-time.tsx';
import { RowButtons } from '#app/ui/row-buttons.tsx';
import { ShortList } from '#app/ui/short-list.tsx';
import { SubduedText } from '#app/ui/subdued-text.tsx';
import { AddTaskForm } from './add-task-form.tsx';
import { DueText } from './due-text.tsx';
import { usePipeline } from './use-pipeline.ts';

const OPEN_TASKS = { one: 'open task', many: 'open tasks' };

export type SalesTasksCardProps = PageTime &
  Pick<PersonPipeline, 'tasks' | 'staff'> & { personId: string };

/** The tasks about a person, with a way to add one and to complete them. */
export function SalesTasksCard({ personId, tasks, staff, ...time }: SalesTasksCardProps) {
  const { change, isBusy } = usePipeline();
  const [isAdding, setAdding] = useState(false);
  const mayEdit = useMay()('tasks.edit');
  const open = tasks.filter(({ state }) => state === 'open').length;
  return (
    <CollapsibleCard
      cardKey="tasks"
      title="Tasks"
      summary={open === 0 ? 'None open' : formatCount(open, OPEN_TASKS)}
      isOpenAtFirst={open > 0}
    >
      {tasks.length === 0 ? <SubduedText>Nothing is to be done so far.</SubduedText> : null}
      <ShortList
        whole={`all ${String(tasks.length)} tasks`}
        items={tasks.map((task) => ({
          key: task.id,
          content: (
            <TaskEntry
              {...time}
              task={task}
              isBusy={isBusy}
              onChange={mayEdit ? (intent) => change({ intent, id: task.id }) : null}
            />
          ),
        }))}
      />
      {isAdding ? (
        <AddTaskForm
          staff={staff}
          isBusy={isBusy}
          onAdd={(fields) => {
            change({ intent: 'add', profile: personId, ...fields });
            setAdding(false);
          }}
          onCancel={() => setAdding(false)}
        />
      ) : mayEdit ? (
        <div>
          <Button onClick={() => setAdding(true)} disabled={isBusy}>
            Add task
          </Button>
        </div>
      ) : null}
    </CollapsibleCard>
  );
}

type TaskEntryProps = PageTime & {
  task: SalesTask;
  isBusy: boolean;
  /** Null for staff who may not change it. */
  onChange: ((intent: string) => void) | null;
};

function TaskEntry({ task, isBusy, onChange, ...time }: TaskEntryProps) {
  const { title, note, owner, state } = task;
  const [intent, content] = state === 'open' ? ['complete', 'Complete'] : ['reopen', 'Reopen'];
  return (
    <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
      <BlockStack gap="050">
        <InlineStack gap="100">
          <Text as="span" fontWeight={state === 'open' ? 'semibold' : 'regular'}>
            {title}
          </Text>
          {state === 'done' ? <Badge tone="success">Done</Badge> : null}
          {state === 'dropped' ? <Badge>Dropped</Badge> : null}
        </InlineStack>
        {note === null ? null : <SubduedText>{note}</SubduedText>}
        {state === 'open' ? (
          <SubduedText>
            <DueText {...time} task={task} />
          </SubduedText>
        ) : null}
        <SubduedText>{owner === null ? 'No owner' : owner.name}</SubduedText>
      </BlockStack>
      {onChange === null ? null : (
        <RowButtons
          isBusy={isBusy}
          buttons={[
            { content, label: `${content} the task ${title}`, onAction: () => onChange(intent) },
          ]}
        />
      )}
    </InlineStack>
  );
}
