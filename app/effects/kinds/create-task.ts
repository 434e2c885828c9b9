import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

const TaskRequest = z.object({
  /** Both with variables, which are filled in when the task is made. */
  title: z.string().min(1),
  note: z.string(),
  /** Shopify's id of the member of staff; null for a task that any of them may take. */
  ownerId: z.string().nullable(),
  /** Epoch milliseconds; null without a date. */
  dueAt: z.number().nullable(),
  journeyKey: z.string(),
});
export type TaskRequest = z.infer<typeof TaskRequest>;

/** A task about a person for a member of the merchant's staff. */
export const createTaskEffect: EffectKindRecord<TaskRequest> = {
  schema: TaskRequest,
  job: 'deliver',
  label: 'Creating a task',
};
