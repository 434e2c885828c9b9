import type { LeadStage } from '#app/effects/kinds/move-stage.ts';
import type { SalesTask } from './sales-task.ts';

/** What sales does about a person. */
export type PersonPipeline = {
  tasks: SalesTask[];
  /** Where the lead stands; null for a person who is none. */
  lead: { stage: LeadStage; changedAt: number; changedBy: string } | null;
  /** The staff that a task may be given to. */
  staff: { id: string; name: string }[];
};
