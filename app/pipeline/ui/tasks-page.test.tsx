import { act, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { ListedTask, PipelineOutcome } from '#app/pipeline/sales-task.ts';
import { readTaskView } from '#app/pipeline/task-view.ts';
import { drawRoutes, standInAppBridge } from '#tests/setup/draw-part.tsx';
import { TasksPage } from './tasks-page.tsx';

const NOW = Date.UTC(2026, 10, 30, 12);

function listed(id: string, title: string, more: Partial<ListedTask> = {}): ListedTask {
  const person = { id: `p-${id}`, name: `Person ${id}` };
  const task = { id, title, note: null, owner: null, dueAt: null, createdAt: NOW, person };
  return { ...task, state: 'open', journeyKey: null, closedAt: null, ...more };
}

const TASKS = [
  listed('1', 'Call Ada', { dueAt: NOW - 86_400_000 }),
  listed('2', 'Write to Bea', { owner: { id: 'ann', name: 'Ann' } }),
];

/** Draws the page for staff who may change tasks, or not; gives what was sent. */
function drawTasks(
  tasks: ListedTask[],
  permissions = ['tasks.read', 'tasks.edit'],
  { query = 'tab=all', done = 0 } = {},
) {
  const { toast } = standInAppBridge();
  const sent: Record<string, unknown>[] = [];
  const props = {
    tasks,
    hasMore: false,
    counts: { mine: 1, all: tasks.length, done },
    view: readTaskView(new URLSearchParams(query)),
    live: { tables: ['sales_task'] as const, version: 1 },
    staffId: 'ann',
    now: NOW,
    timeZone: 'UTC',
  };
  const { router } = drawRoutes(
    [
      {
        id: 'routes/app',
        path: '/app',
        loader: () => ({ permissions }),
        HydrateFallback: () => null,
        children: [
          {
            path: 'tasks',
            element: <TasksPage {...props} />,
            action: async ({ request }): Promise<PipelineOutcome> => {
              const form = await request.formData();
              sent.push(Object.fromEntries(form));
              return form.get('intent') === 'complete'
                ? { outcome: 'completed', id: '1' }
                : { outcome: 'reopened' };
            },
          },
          { path: 'people/:id', element: 'A person' },
        ],
      },
    ],
    ['/app/tasks'],
  );
  return { sent, toast, router };
}

test('a task is completed with a button, and the toast offers to undo it', async () => {
  const { sent, toast } = drawTasks(TASKS);
  await userEvent.click(await screen.findByRole('button', { name: 'Complete the task Call Ada' }));
  await expect.poll(() => toast.show.mock.lastCall?.[0]).toBe('Task completed');
  act(() => toast.show.mock.lastCall?.[1].onAction?.());
  await expect.poll(() => sent).toHaveLength(2);
  expect(sent).toEqual([
    { intent: 'complete', id: '1' },
    { intent: 'reopen', id: '1' },
  ]);
});

test('a task that is late says so, and one of the reader is theirs', async () => {
  drawTasks(TASKS);
  const [, late, own] = await screen.findAllByRole('row');
  expect(within(late as HTMLElement).getByText('Overdue')).toBeDefined();
  expect(within(own as HTMLElement).getByText('You')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Take the task Write to Bea' })).toBeNull();
});

test('the keyboard selects a task, completes it and opens its person', async () => {
  const { sent, router } = drawTasks(TASKS);
  await screen.findByText('Call Ada');
  await userEvent.keyboard('jc');
  await expect.poll(() => sent).toEqual([{ intent: 'complete', id: '1' }]);
  await userEvent.keyboard('o');
  await expect.poll(() => router.state.location.pathname).toBe('/app/people/p-2');
});

test('staff who may only look cannot change a task, with the mouse or the keyboard', async () => {
  const { sent } = drawTasks(TASKS, ['tasks.read']);
  const button = await screen.findByRole('button', { name: 'Complete the task Call Ada' });
  expect(button.closest('fieldset')?.disabled).toBe(true);
  await userEvent.keyboard('jc');
  expect(sent).toEqual([]);
});

test('a store without tasks says where they come from', async () => {
  drawTasks([]);
  expect(await screen.findByText('No tasks yet')).toBeDefined();
});

test('closed tasks say when they were closed and how, and of very many only that there are', async () => {
  const closed = [
    listed('3', 'Call Cyd', { state: 'done', closedAt: NOW - 86_400_000 }),
    listed('4', 'Call Dan', { state: 'dropped', closedAt: NOW }),
  ];
  drawTasks(closed, undefined, { query: 'tab=done', done: 1_000 });
  await screen.findByText('Call Cyd');
  screen.getByText('Done');
  screen.getByText('Dropped');
  expect(screen.getAllByText('Closed (1,000+)').length).toBeGreaterThan(0);
});
