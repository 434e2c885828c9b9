import { z } from 'zod';
import type { StepDecisionInput } from '#app/journeys/decision-input.ts';
import { drawnAsOf, drawnForOf } from '#app/journeys/drawn-for.ts';
import { formatShare } from '#app/lib/format/share.ts';
import { stableDraw } from '#app/lib/stable-draw.ts';
import { WholePercent } from './percent.ts';
import { stepDecision } from './step-decision.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

/** Variants of a split. */
export const MOST_VARIANTS = 10;

const SplitVariant = z.strictObject({
  label: z.string().max(60),
  percent: WholePercent,
  next: NextStepId,
});
export type SplitVariant = z.infer<typeof SplitVariant>;

const SplitStep = z.strictObject({
  id: StepId,
  kind: z.literal('split'),
  variants: z.array(SplitVariant).max(MOST_VARIANTS),
});

/** Sends each run down one of several paths, by chance, in the shares that were chosen. */
export type SplitStep = z.infer<typeof SplitStep>;

/** What a variant is called: as the merchant says, or by its letter. */
export function variantLabel({ label }: SplitVariant, index: number): string {
  return label.trim() === '' ? String.fromCharCode('A'.charCodeAt(0) + index) : label;
}

/** Why the variants of a split cannot be used, and what to do. */
export function splitProblems(variants: readonly SplitVariant[]): string[] {
  const total = variants.reduce((sum, { percent }) => sum + percent, 0);
  const labels = variants.map(variantLabel);
  const isRepeated = new Set(labels).size < labels.length;
  return [
    ...(variants.length < 2 ? ['Add a second variant.'] : []),
    ...(total === 100
      ? []
      : [`The variants add up to ${formatShare(total / 100)}. Make them add up to 100 %.`]),
    ...(variants.some(({ percent }) => percent === 0)
      ? ['A variant of 0 % is never taken. Give it a share or remove it.']
      : []),
    ...(isRepeated ? ['Two variants have the same name. Give one of them another.'] : []),
  ];
}

/**
 * Compares variants of what follows. A run that comes again takes the same one, and so does the run of a person whichever of
 * their profiles was known first.
 */
export const splitHandler: StepHandler<SplitStep> = {
  label: 'Random split',
  group: 'logic',
  blank: (id, next) => ({
    id,
    kind: 'split',
    variants: [
      { label: 'A', percent: 50, next },
      { label: 'B', percent: 50, next },
    ],
  }),
  schema: SplitStep,
  problems: ({ variants }) => splitProblems(variants),
  enter({ id, variants }, run, at, context, { rule }) {
    const drawnAs =
      context.drawnAs ??
      drawnAsOf(run, context.drawnFor ?? drawnForOf(context.person, run.profileId));
    const index = variantIndex(variants, stableDraw('split', drawnAs, id));
    const variant = variants[index];
    if (!variant) throw new Error(`Split ${id} has no variant. Add two.`);
    const facts = { variant: variantLabel(variant, index), percent: variant.percent };
    const outcome = `variant_${String(index + 1)}` as const;
    return {
      run,
      decisions: [
        stepDecision(run, {
          outcome,
          rule,
          at,
          facts,
          input: { kind: 'step', drawnAs } satisfies Partial<StepDecisionInput>,
        }),
      ],
      outcome: { kind: 'next', stepId: variant.next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ variants }) =>
    variants.map((variant, index) => ({
      key: `variants.${String(index)}.next`,
      to: variant.next,
      label: `${variantLabel(variant, index)}, ${formatShare(variant.percent / 100)}`,
    })),
  words: {
    card: ({ variants }) => ({
      title: 'Random split',
      detail:
        variants
          .map(
            (variant, index) =>
              `${variantLabel(variant, index)} ${formatShare(variant.percent / 100)}`,
          )
          .join(', ') || 'No variants yet',
    }),
    current: () => 'At a random split',
    coming: () => 'a random split',
  },
};

/** Which variant a draw falls on; the last one where the shares add up to less. */
function variantIndex(variants: readonly SplitVariant[], draw: number): number {
  let upTo = 0;
  const found = variants.findIndex(({ percent }) => {
    upTo += percent;
    return draw * 100 < upTo;
  });
  return found === -1 ? variants.length - 1 : found;
}
