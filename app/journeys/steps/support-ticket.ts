import { z } from 'zod';
import { actionTextProblems } from '#app/journeys/actions/action-text.ts';
import { LONGEST_OUTBOUND_URL } from '#app/platform/outbound/outbound-url.ts';
import { skippedStep } from './skipped-step.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';
import { webhookHost, webhookUrlProblem } from './webhook.ts';

const SupportTicketStep = z.strictObject({
  id: StepId,
  kind: z.literal('support_ticket'),
  /** By email to the help desk of the settings, answered to the customer, or by a signed webhook. */
  by: z.enum(['email', 'webhook']),
  /** Of the webhook; empty for an email. */
  url: z.string().max(LONGEST_OUTBOUND_URL),
  /** Both may name variables, such as `{{name}}`. */
  subject: z.string().max(200),
  text: z.string().max(5_000),
  next: NextStepId,
});

/** Opens a ticket about the person at the merchant's help desk. */
export type SupportTicketStep = z.infer<typeof SupportTicketStep>;

/** Opens a ticket and goes on at once. */
export const supportTicketHandler: StepHandler<SupportTicketStep> = {
  label: 'Support ticket',
  group: 'actions',
  blank: (id, next) => ({
    id,
    kind: 'support_ticket',
    by: 'email',
    url: '',
    subject: 'Please contact {{name}}',
    text: '',
    next,
  }),
  schema: SupportTicketStep,
  problems: ({ by, url, subject, text }) => [
    ...(by === 'webhook' ? [webhookUrlProblem(url)].filter((problem) => problem !== null) : []),
    ...(subject.trim() === '' ? ['Enter the subject of the ticket.'] : []),
    ...actionTextProblems(subject, 'the subject'),
    ...actionTextProblems(text, 'the text'),
  ],
  enter(step, run, at, _context, journey) {
    const { by, url, subject, text } = step;
    if (subject.trim() === '' || (by === 'webhook' && url === ''))
      return skippedStep(step, run, at, journey, 'not_set_up');
    const payload = {
      by: by === 'email' ? ('email' as const) : { url },
      subject,
      text,
      journeyKey: journey.key,
      journeyVersion: run.journeyVersion,
      stepId: run.stepId,
      at,
    };
    return {
      run,
      effects: [{ ...stepEffectBase(run, at), kind: 'open_ticket', payload }],
      outcome: { kind: 'next', stepId: step.next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ by, url, subject }) => ({
      title: 'Open support ticket',
      detail: `“${subject}” ${by === 'email' ? 'by email' : `at ${webhookHost(url) ?? 'no address yet'}`}`,
    }),
    current: ({ subject }) => `Opening the ticket “${subject}”`,
    coming: () => 'a support ticket',
  },
};
