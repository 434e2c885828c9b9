import { Badge, InlineStack } from '@shopify/polaris';
import type { SalesTask } from '#app/pipeline/sales-task.ts';
import { RelativeTime, type PageTime } from '#app/ui/relative-time.tsx';

/** When a task is due, and whether it is late. */
export function DueText({
  task,
  ...time
}: PageTime & { task: Pick<SalesTask, 'dueAt' | 'state'> }) {
  const { dueAt, state } = task;
  if (dueAt === null) return 'No date';
  return (
    <InlineStack gap="100">
      <RelativeTime {...time} at={dueAt} />
      {state === 'open' && dueAt < time.now ? <Badge tone="critical">Overdue</Badge> : null}
    </InlineStack>
  );
}

/** When a task was closed, and whether it was done or dropped. */
export function ClosedText({
  state,
  at,
  ...time
}: PageTime & { state: SalesTask['state']; at: number | null }) {
  return (
    <InlineStack gap="100">
      {at === null ? null : <RelativeTime {...time} at={at} />}
      {state === 'done' ? <Badge tone="success">Done</Badge> : <Badge>Dropped</Badge>}
    </InlineStack>
  );
}
