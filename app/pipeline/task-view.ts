import { z } from 'zod';
import { readListView, type ListView } from '#app/lib/list-view.ts';

/** Which tasks the page shows, in the order of its tabs: those of the reader, all open ones, those that are closed. */
export const TASK_TABS = ['mine', 'all', 'done'] as const;
export type TaskTab = (typeof TASK_TABS)[number];

/** What the list can be sorted by, the usual one first; closed tasks have when they were closed in place of the day they were due. */
export const TASK_SORTS = ['due', 'made', 'title', 'person'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

const Tab = z.enum(TASK_TABS).catch('mine');

/** Which tasks a member of staff wants to see, and in which order. */
export type TaskView = ListView<TaskSort> & { tab: TaskTab };

/**
 * Reads the view from a page's address; whatever is not understood falls back to the reader's own, due first; closed
 * ones come newest first.
 */
export function readTaskView(query: URLSearchParams): TaskView {
  const tab = Tab.parse(query.get('tab'));
  const direction = tab === 'done' ? 'descending' : 'ascending';
  return { ...readListView(query, TASK_SORTS, { direction }), tab };
}

/** So many of a tab are counted; of more it is only said that there are. */
export const MOST_TASKS_COUNTED = 1_000;

/** How many tasks each tab shows, `MOST_TASKS_COUNTED` at most. */
export type TaskCounts = Record<TaskTab, number>;
