import { z } from 'zod';
import { EVERY_TIME, type TriggerHandler } from './trigger-handler.ts';

const ManualTrigger = z.strictObject({ on: z.literal('manual') });

/** Starts only when staff add a person, or when another journey does. */
export type ManualTrigger = z.infer<typeof ManualTrigger>;

/** People who are added to the journey. */
export const manualTrigger: TriggerHandler<ManualTrigger> = {
  label: 'Added by staff or by another journey',
  blank: { on: 'manual' },
  schema: ManualTrigger,
  words: () => 'Starts when a person is added by staff or by another journey',
  subject: () => 'person',
  per: () => ['person', 'event'],
  reentry: () => EVERY_TIME,
  past: () => ({
    by: 'nothing',
    why: 'Whom staff or another journey would have added is not recorded.',
  }),
};
