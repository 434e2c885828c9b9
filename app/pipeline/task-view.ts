import { z } from 'zod';
import { readListView, type ListView } from '#app/lib/list-view.ts';

/** Which tasks the page shows, in the order of its tabs: those of the reader, all open ones, those that are closed. */
export const TASK_TABS = ['mine', 'all', 'done'] as const;
export type TaskTab = (typeof TASK_TABS)[number];

/** What the list can be sorted by, the usual one first. */
export const TASK_SORTS = ['due', 'made', 'title', 'person'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

const Tab = z.enum(TASK_TABS).catch('mine');

/** Which tasks a member of staff wants to see, and in which order. */
export type TaskView = ListView<TaskSort> & { tab: TaskTab };

/** Reads the view from a page's address; whatever is not understood falls back to the reader's own, due first. */
export function readTaskView(query: URLSearchParams): TaskView {
  return {
    ...readListView(query, TASK_SORTS, { direction: 'ascending' }),
    tab: Tab.parse(query.get('tab')),
  };
}

/** How many tasks each tab shows. */
export type TaskCounts = Record<TaskTab, number>;
