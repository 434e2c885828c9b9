import { z } from 'zod';
import { readTagName, type TagProblem } from '#app/shopify/tag-name.ts';
import { skippedStep } from './skipped-step.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const TagStep = z.strictObject({
  id: StepId,
  kind: z.literal('tag'),
  change: z.enum(['add', 'remove']),
  tag: z.string().max(300),
  next: NextStepId,
});

/** Adds a tag to the customer in Shopify, or removes it. */
export type TagStep = z.infer<typeof TagStep>;

const TAG_PROBLEMS: Record<TagProblem, string> = {
  empty: 'Enter the tag.',
  comma: 'Leave out the comma: in Shopify it would make two tags.',
  too_long: 'Use at most 255 characters for the tag.',
};

/** What to correct in a tag that was typed; null when nothing. */
export function tagStepProblem(tag: string): string | null {
  const read = readTagName(tag);
  return 'tag' in read ? null : TAG_PROBLEMS[read.problem];
}

/** Changes a tag and goes on at once; who is no customer in Shopify has none. */
export const tagHandler: StepHandler<TagStep> = {
  label: 'Customer tag',
  group: 'actions',
  blank: (id, next) => ({ id, kind: 'tag', change: 'add', tag: '', next }),
  schema: TagStep,
  problems: ({ tag }) => [tagStepProblem(tag)].filter((problem) => problem !== null),
  enter(step, run, at, { person }, journey) {
    const customerId = person.customerId?.value;
    const read = readTagName(step.tag);
    if (customerId === undefined)
      return skippedStep(step, run, at, journey, 'no_customer', { isCustomer: false });
    if (!('tag' in read))
      return skippedStep(step, run, at, journey, 'not_set_up', { isCustomer: true });
    const payload = { customerId, tag: read.tag, change: step.change };
    return {
      run,
      effects: [{ ...stepEffectBase(run, at), kind: 'tag_customer', payload }],
      outcome: { kind: 'next', stepId: step.next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ change, tag }) => ({
      title: change === 'add' ? 'Add customer tag' : 'Remove customer tag',
      detail: tag === '' ? 'No tag yet' : `“${tag}” in Shopify`,
    }),
    current: ({ tag }) => `Changing the tag “${tag}”`,
    coming: ({ tag }) => `the tag “${tag}”`,
  },
};
