import { z } from 'zod';
import type { EffectKindRecord } from '../effect-kind.ts';

/** The stages of a sales lead, in the order in which one usually passes them. */
export const LEAD_STAGES = [
  'new',
  'contacted',
  'qualified',
  'nurturing',
  'opportunity',
  'won',
  'lost',
] as const;
export type LeadStage = (typeof LEAD_STAGES)[number];

/** The stages in the words of the pages. */
export const LEAD_STAGE_NAMES: Record<LeadStage, string> = {
  new: 'New',
  contacted: 'Contacted',
  qualified: 'Qualified',
  nurturing: 'Nurturing',
  opportunity: 'Opportunity',
  won: 'Won',
  lost: 'Lost',
};

/** A stage in the words of the pages; a stored one that there is not any more as it is. */
export function leadStageName(stage: string): string {
  const known = LEAD_STAGES.find((one) => one === stage);
  return known === undefined ? stage : LEAD_STAGE_NAMES[known];
}

const StageMove = z.object({
  stage: z.enum(LEAD_STAGES),
  /** The name under which the journey's decisions are recorded. */
  rule: z.string(),
  stepId: z.string(),
});
export type StageMove = z.infer<typeof StageMove>;

/** A person's lead that a journey moves to another stage. */
export const moveStageEffect: EffectKindRecord<StageMove> = {
  schema: StageMove,
  job: 'deliver',
  label: 'Moving a lead to another stage',
};
