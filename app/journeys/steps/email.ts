import { z } from 'zod';
import type { MessageClass } from '#app/consent/may-send.ts';
import { definitionName } from '#app/definitions/definition-kind.ts';
import { parcelsToAskAbout } from '#app/journeys/parcels-of-run.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const EmailStep = z.strictObject({
  id: StepId,
  kind: z.literal('email'),
  template: z.string().max(64),
  class: z.enum(['marketing', 'transactional'] satisfies MessageClass[]),
  about: z.literal('parcel').optional(),
  next: NextStepId,
});

/** Sends an email; with `about`, one about the parcel that was waited for, skipped when that was cancelled meanwhile. */
export type EmailStep = z.infer<typeof EmailStep>;

/** Plans an email and goes on at once. */
export const emailHandler: StepHandler<EmailStep> = {
  label: 'Send email',
  group: 'messages',
  blank: (id, next) => ({ id, kind: 'email', template: '', class: 'marketing', next }),
  problems: ({ template }) => (template === '' ? ['Choose the email.'] : []),
  schema: EmailStep,
  enter({ about, template, class: messageClass, next }, run, at, { facts }, { key: journeyKey }) {
    const outcome = { kind: 'next', stepId: next, at } as const;
    const subject =
      about === undefined ? { run, context: run.context } : parcelsToAskAbout(run, facts);
    if (!subject) return { run, outcome };
    const { context } = subject;
    const payload = { template, class: messageClass, journeyKey, context };
    return {
      run: subject.run,
      effects: [{ ...stepEffectBase(run, at), kind: 'email', payload }],
      outcome,
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
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
