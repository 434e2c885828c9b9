import { z } from 'zod';
import { LEAD_STAGES, type LeadStage } from '#app/effects/kinds/move-stage.ts';
import type { TaskCounts } from './task-view.ts';

export type TaskState = 'open' | 'done' | 'dropped';

/** How long what staff write about a task may be. */
export const LONGEST_TASK_TITLE = 200;
export const LONGEST_TASK_NOTE = 2_000;

/** What is to be done about a person. Times are epoch milliseconds. */
export type SalesTask = {
  id: string;
  title: string;
  note: string | null;
  /** Who is to do it, as the page names them; null when any of them may. */
  owner: { id: string; name: string } | null;
  dueAt: number | null;
  state: TaskState;
  createdAt: number;
  /** The journey that made it; null when staff did. */
  journeyKey: string | null;
  closedAt: number | null;
};

/** A task in the list of all. */
export type ListedTask = SalesTask & { person: { id: string; name: string } };

/** A page of the tasks, and how many there are of each tab. */
export type TaskPage = { tasks: ListedTask[]; hasMore: boolean; counts: TaskCounts };

/** No database holds a zero byte. */
const Text = z.string().regex(/^[^\0]*$/);

/** What staff change of tasks and leads. */
export const PipelineIntent = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('add'),
    profile: z.uuid(),
    title: Text.trim()
      .min(1, 'Enter what is to be done.')
      .max(LONGEST_TASK_TITLE, `Use at most ${String(LONGEST_TASK_TITLE)} characters.`),
    note: Text.trim()
      .max(LONGEST_TASK_NOTE, `Use at most ${String(LONGEST_TASK_NOTE)} characters.`)
      .default(''),
    owner: Text.max(100).default(''),
    /** A day of the shop, or empty. */
    due: z.union([z.iso.date('Choose a day.'), z.literal('')]).default(''),
  }),
  z.object({ intent: z.literal('complete'), id: z.uuid() }),
  z.object({ intent: z.literal('drop'), id: z.uuid() }),
  z.object({ intent: z.literal('reopen'), id: z.uuid() }),
  z.object({ intent: z.literal('take'), id: z.uuid() }),
  z.object({
    intent: z.literal('move'),
    profile: z.uuid(),
    stage: z.enum(LEAD_STAGES),
  }),
  z.object({
    intent: z.literal('undo_move'),
    profile: z.uuid(),
    /** The stage that the lead was moved to: it is moved back only while it stands there. */
    stage: z.enum(LEAD_STAGES),
    /** Where it stood before; empty for a person who was no lead. */
    back: z.union([z.enum(LEAD_STAGES), z.literal('')]),
    /** Since when it stood there, epoch milliseconds; empty where that is not known. */
    since: z.union([z.literal(''), z.coerce.number().int().min(0).max(8.64e15)]).default(''),
  }),
]);
export type PipelineIntent = z.infer<typeof PipelineIntent>;

/** What came of it. `gone`: the task was changed meanwhile, or the person is not there any more. */
export type PipelineOutcome =
  | { outcome: 'added' | 'reopened' | 'taken' | 'moved_back' | 'same_stage' | 'gone' }
  /** `from`, and since when, epoch milliseconds, are null for a person who was no lead before. */
  | {
      outcome: 'moved';
      profile: string;
      from: LeadStage | null;
      since: number | null;
      to: LeadStage;
    }
  /** `id` is the task's, for undo. */
  | { outcome: 'completed' | 'dropped'; id: string };
