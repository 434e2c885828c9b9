import { z } from 'zod';
import {
  LONGEST_OUTBOUND_URL,
  outboundUrlWords,
  readOutboundUrl,
} from '#app/platform/outbound/outbound-url.ts';
import { skippedStep } from './skipped-step.ts';
import { stepEffectBase } from './step-effect.ts';
import type { StepHandler } from './step-handler.ts';
import { NextStepId, StepId } from './step-id.ts';

const WebhookStep = z.strictObject({
  id: StepId,
  kind: z.literal('webhook'),
  url: z.string().max(LONGEST_OUTBOUND_URL),
  next: NextStepId,
});

/** Sends a signed request about the person to an address of the merchant's. */
export type WebhookStep = z.infer<typeof WebhookStep>;

/** What to correct in an address that was typed; null when nothing. */
export function webhookUrlProblem(url: string): string | null {
  if (url === '') return 'Enter the address that the webhook goes to.';
  const read = readOutboundUrl(url);
  return read.outcome === 'refused' ? outboundUrlWords(read.problem) : null;
}

/** The host of an address, for a short line; null while it cannot be read. */
export function webhookHost(url: string): string | null {
  const read = readOutboundUrl(url);
  return read.outcome === 'read' ? read.url.hostname : null;
}

/** Sends a webhook and goes on at once. */
export const webhookHandler: StepHandler<WebhookStep> = {
  label: 'Webhook',
  group: 'actions',
  blank: (id, next) => ({ id, kind: 'webhook', url: '', next }),
  schema: WebhookStep,
  problems: ({ url }) => [webhookUrlProblem(url)].filter((problem) => problem !== null),
  enter(step, run, at, _context, journey) {
    if (step.url === '') return skippedStep(step, run, at, journey, 'not_set_up');
    const { journeyVersion, stepId } = run;
    const payload = { url: step.url, journeyKey: journey.key, journeyVersion, stepId, at };
    return {
      run,
      effects: [{ ...stepEffectBase(run, at), kind: 'send_webhook', payload }],
      outcome: { kind: 'next', stepId: step.next, at },
    };
  },
  afterWait: () => null,
  longestWait: () => 0,
  readsProfile: () => false,
  edges: ({ next }) => [{ key: 'next', to: next, label: null }],
  words: {
    card: ({ url }) => ({
      title: 'Send webhook',
      detail: webhookHost(url) ?? 'No address yet',
    }),
    current: () => 'Sending a webhook',
    coming: () => 'a webhook',
  },
};
