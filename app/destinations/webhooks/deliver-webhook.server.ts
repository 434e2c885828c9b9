import type { EffectOutcome } from '#app/effects/effect-executor.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { idOf } from '#app/lib/ids.ts';
import type { Environment } from '#app/platform/env.ts';
import { outboundUrlWords } from '#app/platform/outbound/outbound-url.ts';
import {
  outboundOptions,
  postOutbound,
  type OutboundAnswer,
} from '#app/platform/outbound/post-outbound.server.ts';
import { signedHeaders } from './sign-webhook.server.ts';

/** What sending webhooks needs from the process around it. */
export type WebhookDeliveryServices = {
  clock: Clock;
  environment: Pick<Environment, 'NODE_ENV' | 'STORE_URL' | 'SHOPIFY_APP_URL'>;
};

/** A webhook that is ready to go, with the secrets that sign it. */
export type WebhookToSend = { url: string; body: string; secrets: readonly string[] };

/**
 * Signs a webhook and sends it. Its id is made of the effect's key, so that a receiver that got it twice can see that.
 * @param effectKey of the effect that asked for it
 */
export async function deliverWebhook(
  { url, body, secrets }: WebhookToSend,
  { clock, environment }: WebhookDeliveryServices,
  shopId: string,
  effectKey: string,
): Promise<EffectOutcome> {
  if (secrets.length === 0) return { state: 'failed', reason: 'no_webhook_secret' };
  const id = `msg_${idOf('webhook', shopId, effectKey)}`;
  const headers = signedHeaders(id, body, secrets, clock.now());
  return webhookOutcome(await postOutbound({ url, headers, body }, outboundOptions(environment)));
}

const GONE = 410;

/** What becomes of a webhook by its answer. All that may pass is tried again: receivers are restarted and put right. */
function webhookOutcome(answer: OutboundAnswer): EffectOutcome {
  switch (answer.outcome) {
    case 'refused':
      return {
        state: 'failed',
        reason: 'webhook_refused',
        answer: outboundUrlWords(answer.problem),
      };
    case 'redirected':
      return { state: 'failed', reason: 'webhook_redirected', answer: String(answer.status) };
    case 'failed':
      return { state: 'retry', reason: 'webhook_unavailable', answer: answer.reason };
    case 'answered':
      return answeredOutcome(answer);
  }
}

function answeredOutcome({
  status,
  text,
}: OutboundAnswer & { outcome: 'answered' }): EffectOutcome {
  const answer = `${String(status)} ${text}`.trim();
  if (status >= 200 && status < 300) return { state: 'done', answer };
  // The receiver says that it is never to be called again.
  if (status === GONE) return { state: 'failed', reason: 'webhook_rejected', answer };
  const reason = status >= 500 ? 'webhook_unavailable' : 'webhook_rejected';
  return { state: 'retry', reason, answer };
}
