import { z } from 'zod';
import { StaffRecipient } from '#app/effects/kinds/staff-email.ts';
import { actionTextProblems } from '#app/journeys/actions/action-text.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { formatCount } from '#app/lib/format/count.ts';
import { skippedStep } from './skipped-step.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

/** As many members of staff get one email. */
export const MOST_STAFF_RECIPIENTS = 10;

const StaffEmailStep = z.strictObject({
  id: StepId,
  kind: z.literal('staff_email'),
  to: z.array(StaffRecipient).max(MOST_STAFF_RECIPIENTS),
  /** Both may name variables, such as `{{name}}`. */
  subject: z.string().max(200),
  text: z.string().max(5_000),
  next: NextStepId,
});

/** Sends an email about the person to members of the merchant's staff. */
export type StaffEmailStep = z.infer<typeof StaffEmailStep>;

/** What to correct in whom it goes to; null when nothing. */
export function staffRecipientsProblem(to: StaffEmailStep['to']): string | null {
  if (to.length === 0) return 'Choose who gets the email.';
  const wrong = to.find((one) => 'address' in one && normalEmail(one.address) !== one.address);
  return wrong && 'address' in wrong ? `Correct the email address “${wrong.address}”.` : null;
}

const RECIPIENTS = { one: 'recipient', many: 'recipients' };

/** Sends one email a recipient and goes on at once. It is no message to the person, and no cap counts it. */
export const staffEmailHandler: StepHandler<StaffEmailStep> = {
  label: 'Email to staff',
  group: 'actions',
  blank: (id, next) => ({
    id,
    kind: 'staff_email',
    to: [],
    subject: '{{name}} needs your attention',
    text: '',
    next,
  }),
  schema: StaffEmailStep,
  problems: ({ to, subject, text }) => [
    ...[staffRecipientsProblem(to)].filter((problem) => problem !== null),
    ...(subject.trim() === '' ? ['Enter the subject of the email to staff.'] : []),
    ...actionTextProblems(subject, 'the subject'),
    ...actionTextProblems(text, 'the text'),
  ],
  enter(step, run, at, _context, journey) {
    const { to: recipients, subject, text } = step;
    if (recipients.length === 0 || subject.trim() === '')
      return skippedStep(step, run, at, journey, 'not_set_up');
    const base = stepEffectBase(run, at);
    return {
      run,
      // One each, so that an address that refuses costs the others nothing.
      effects: recipients.map((to, place) => ({
        ...base,
        key: `${base.key}:${String(place)}`,
        kind: 'staff_email',
        payload: { to, subject, text, journeyKey: journey.key },
      })),
      outcome: { kind: 'next', stepId: step.next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ to, subject }) => ({
      title: 'Send email to staff',
      detail: `“${subject}” to ${formatCount(to.length, RECIPIENTS)}`,
    }),
    current: ({ subject }) => `Sending “${subject}” to staff`,
    coming: ({ subject }) => `the email “${subject}” to staff`,
  },
};
