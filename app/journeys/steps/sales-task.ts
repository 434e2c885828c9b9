import { z } from 'zod';
import { actionTextProblems } from '#app/journeys/actions/action-text.ts';
import { DAY } from '#app/lib/duration.ts';
import { DAYS, formatCount } from '#app/lib/format/count.ts';
import { skippedStep } from './skipped-step.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

/** The furthest due date of a task, in days. */
export const LATEST_TASK_DAYS = 365;

const SalesTaskStep = z.strictObject({
  id: StepId,
  kind: z.literal('sales_task'),
  /** Both may name variables, such as `{{name}}`. */
  title: z.string().max(200),
  note: z.string().max(2_000),
  /** Shopify's id of the member of staff; empty for a task that any of them may take. */
  owner: z.string().max(100),
  /** Due so many days after the step is reached; null without a date. */
  dueDays: z.number().int().min(0).max(LATEST_TASK_DAYS).nullable(),
  next: NextStepId,
});

/** Makes a task about the person for a member of the merchant's staff. */
export type SalesTaskStep = z.infer<typeof SalesTaskStep>;

/** Makes a task and goes on at once. */
export const salesTaskHandler: StepHandler<SalesTaskStep> = {
  label: 'Sales task',
  group: 'actions',
  blank: (id, next) => ({
    id,
    kind: 'sales_task',
    title: 'Call {{name}}',
    note: '',
    owner: '',
    dueDays: 1,
    next,
  }),
  schema: SalesTaskStep,
  problems: ({ title, note }) => [
    ...(title.trim() === '' ? ['Enter what is to be done.'] : []),
    ...actionTextProblems(title, 'the title'),
    ...actionTextProblems(note, 'the note'),
  ],
  enter(step, run, at, _context, journey) {
    const { title, note, owner, dueDays } = step;
    if (title.trim() === '') return skippedStep(step, run, at, journey, 'not_set_up');
    const payload = {
      title,
      note,
      ownerId: owner === '' ? null : owner,
      dueAt: dueDays === null ? null : at + dueDays * DAY,
      journeyKey: journey.key,
    };
    return {
      run,
      effects: [{ ...stepEffectBase(run, at), kind: 'create_task', payload }],
      outcome: { kind: 'next', stepId: step.next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ title, dueDays }) => ({
      title: 'Create sales task',
      detail: `“${title}”, ${dueDays === null ? 'without a date' : `due after ${formatCount(dueDays, DAYS)}`}`,
    }),
    current: ({ title }) => `Creating the task “${title}”`,
    coming: ({ title }) => `the task “${title}”`,
  },
};
