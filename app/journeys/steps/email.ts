import { z } from 'zod';
import type { MessageClass } from '#app/consent/may-send.ts';
import { definitionName } from '#app/definitions/definition-kind.ts';
import { parcelsToAskAbout } from '#app/journeys/parcels-of-run.ts';
import type { Decision, MessageRank, Run } from '#app/journeys/run.ts';
import { idOf } from '#app/lib/ids.ts';
import { usualPriority } from '#app/messages/planner/message-priority.ts';
import { RelevantForMs, usualRelevanceMs } from '#app/messages/planner/relevance.ts';
import { stepEffectBase, stepEffectKey } from './step-effect.ts';
import type { JourneyOfStep, StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const EmailStep = z.strictObject({
  id: StepId,
  kind: z.literal('email'),
  template: z.string().max(64),
  class: z.enum(['marketing', 'transactional'] satisfies MessageClass[]),
  about: z.literal('parcel').optional(),
  relevantForMs: RelevantForMs.optional(),
  next: NextStepId,
});

/**
 * Sends an email; with `about`, one about the parcel that was waited for, skipped when that was cancelled meanwhile. Marketing
 * that is held back is worth sending for `relevantForMs`, as long as usual for what it is about unless that is set.
 */
export type EmailStep = z.infer<typeof EmailStep>;

/** Plans an email and goes on at once. */
export const emailHandler: StepHandler<EmailStep> = {
  label: 'Send email',
  group: 'messages',
  blank: (id, next) => ({ id, kind: 'email', template: '', class: 'marketing', next }),
  problems: ({ template }) => (template === '' ? ['Choose the email.'] : []),
  schema: EmailStep,
  enter(step, run, at, { facts }, journey) {
    const { about, template, class: messageClass, next } = step;
    const outcome = { kind: 'next', stepId: next, at } as const;
    const subject =
      about === undefined ? { run, context: run.context } : parcelsToAskAbout(run, facts);
    if (!subject)
      return { run, decisions: [shipmentCancelled(template, run, at, journey.rule)], outcome };
    const { context } = subject;
    const payload = {
      template,
      class: messageClass,
      journeyKey: journey.key,
      context,
      ...(messageClass === 'marketing' ? rankOf(step, context.subject, at, journey) : {}),
    };
    return {
      run: subject.run,
      effects: [{ ...stepEffectBase(run, at), kind: 'email', payload }],
      outcome,
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  uses: ({ template: key }) => (key === '' ? null : { kind: 'email', key }),
  words: {
    card: ({ template, class: messageClass }, { names }) => ({
      title: `Send “${definitionName(names, 'email', template)}”`,
      detail:
        messageClass === 'marketing'
          ? 'Marketing: subscribers only'
          : 'About the order: every buyer',
    }),
    current: ({ template }, { names }) =>
      `Sending the email “${definitionName(names, 'email', template)}”`,
    coming: ({ template }, { names }) => `the email “${definitionName(names, 'email', template)}”`,
  },
};

/** How important the email is, and until when it is worth sending. */
function rankOf(
  { relevantForMs, next }: EmailStep,
  subject: string,
  at: number,
  { priority, longestWait }: JourneyOfStep,
): Required<MessageRank> {
  const relevanceMs = relevantForMs ?? usualRelevanceMs(subject, longestWait(next));
  return { priority: priority ?? usualPriority(subject), relevantUntil: at + relevanceMs };
}

/** Why nothing is asked about parcels that were all cancelled. */
function shipmentCancelled(template: string, run: Run, at: number, rule: string): Decision {
  return {
    id: idOf('decision', stepEffectKey(run), 'skipped'),
    at,
    profileId: run.profileId,
    runId: run.id,
    effectKey: null,
    outcome: 'skipped',
    reason: 'shipment_cancelled',
    rule,
    facts: { template },
    messageKey: template,
  };
}
