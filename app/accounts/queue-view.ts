import { z } from 'zod';
import { APPLICATION_STATES } from './application-state.ts';

/** The saved views of the queue, in the order of their tabs. */
export const VIEW_TABS = [...APPLICATION_STATES, 'all'] as const;

const View = z.object({
  state: z.enum(VIEW_TABS).catch('submitted'),
  search: z.string().trim().max(120).catch(''),
  sort: z.enum(['age', 'volume']).catch('age'),
  direction: z.enum(['ascending', 'descending']).catch('descending'),
});

/** Which applications a reviewer wants to see, and in which order. `descending` age: the oldest first. */
export type QueueView = z.infer<typeof View>;

/** Reads the view from a page's address; whatever is not understood falls back to the oldest waiting. */
export function readQueueView(query: URLSearchParams): QueueView {
  return View.parse(Object.fromEntries(query));
}
