import type pg from 'pg';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import { loadActionSubject } from '#app/journeys/store/action-person.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import { deliverWebhook, type WebhookDeliveryServices } from './deliver-webhook.server.ts';
import { signingSecrets } from './store/webhook-secrets.server.ts';
import { webhookBody } from './webhook-body.ts';

/** Sends the webhooks that journeys ask for: who reached which step, as known at that moment. */
export const sendWebhookExecutor: EffectExecutor<
  'send_webhook',
  WebhookDeliveryServices & { pool: pg.Pool; logger: Logger }
> = {
  works: 'one by one',
  async execute({ key: effectKey, profileId, payload }, services, shopId) {
    const { url, journeyKey, journeyVersion: version, stepId, at } = payload;
    const now = services.clock.now();
    const { subject, secrets } = await inShop(services.pool, shopId, async (client) => ({
      subject: await loadActionSubject(client, shopId, profileId, journeyKey),
      secrets: await signingSecrets(client, shopId, now),
    }));
    if (subject === null) return { state: 'skipped', reason: 'person_unknown' };
    const { person, journey: name, shopDomain } = subject;
    const occasion = { journey: { key: journeyKey, name, version }, stepId, at, shopDomain };
    const body = webhookBody('journey.step_reached', occasion, person);
    const outcome = await deliverWebhook({ url, body, secrets }, services, shopId, effectKey);
    services.logger.info({ shopId, effect: effectKey, state: outcome.state }, 'webhook sent');
    return outcome;
  },
};
