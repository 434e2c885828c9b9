import { createHmac, randomUUID } from 'node:crypto';
import { webhooksHandler } from '#app/http/webhooks.server.ts';
import { API_SECRET } from '#tests/store/test-app.ts';
import { APP_URL } from '#tests/setup/test-environment.ts';
import type { Story } from '../case-environment.ts';
import { momentOf } from '../moments.ts';
import type { StepOf } from '../words.ts';
import { recordAnswer } from './record-answer.ts';

/** Sends a webhook as Shopify does; what is to arrive together is worked off with what follows. */
export async function sendWebhook(story: Story, step: StepOf<'hook'>): Promise<void> {
  const { shop, services, clock, start, queue } = story;
  // The story's text is the body: what JSON.stringify would spell in another way stays as it is.
  const body = JSON.stringify(step.body).replaceAll('%STORE%', shop.host);
  const headers = new Headers({
    'Content-Type': 'application/json',
    'X-Shopify-Topic': step.topic,
    'X-Shopify-Shop-Domain': shop.domain,
    'X-Shopify-Webhook-Id': step.id ?? randomUUID(),
    'X-Shopify-Hmac-SHA256': createHmac('sha256', API_SECRET).update(body).digest('base64'),
  });
  const triggered =
    typeof step.triggered === 'string' ? momentOf(step.triggered, start) : clock.now();
  if (step.triggered !== null)
    headers.set('X-Shopify-Triggered-At', new Date(triggered).toISOString());
  const request = new Request(`${APP_URL}/webhooks`, { method: 'POST', headers, body });
  const answer = await webhooksHandler(request, services);
  await recordAnswer(story, step.as, answer);
  if (answer.status !== 200)
    throw new Error(`A webhook was answered ${String(answer.status)}: ${await answer.text()}`);
  if (step.together !== true) await queue.drain();
}
