import { z } from 'zod';
import { readListView, type ListView } from '#app/lib/list-view.ts';
import { APPLICATION_STATES } from './application-state.ts';

/** The saved views of the queue, in the order of their tabs. */
export const VIEW_TABS = [...APPLICATION_STATES, 'all'] as const;

/** What the queue can be sorted by, the usual one first. */
export const QUEUE_SORTS = ['age', 'company', 'country', 'volume'] as const;
export type QueueSort = (typeof QUEUE_SORTS)[number];

const State = z.enum(VIEW_TABS).catch('submitted');

/** Which applications a reviewer wants to see, and in which order. `descending` age: the oldest first. */
export type QueueView = ListView<QueueSort> & { state: z.infer<typeof State> };

/** Reads the view from a page's address; whatever is not understood falls back to the oldest waiting. */
export function readQueueView(query: URLSearchParams): QueueView {
  return { ...readListView(query, QUEUE_SORTS), state: State.parse(query.get('state')) };
}
