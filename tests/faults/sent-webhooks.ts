import type { RandomSource } from '#tests/demo/random-source.ts';
import type { TestShop } from '#tests/setup/shop.ts';
import type { Delivery } from '#tests/store/webhook-sender.ts';
import type { TestEnvironment } from './environment.ts';
import type { TrafficWebhook } from './traffic.ts';

/** A webhook of the traffic and the delivery by which it was sent last. */
export type SentWebhook = { webhook: TrafficWebhook; delivery: Delivery };

/**
 * The store, sending traffic and keeping what it sent.
 * @param shops those of the traffic, by their place in it
 */
export function openSender(
  environment: TestEnvironment,
  shops: readonly TestShop[],
  random: RandomSource,
): { sent: SentWebhook[]; send(webhook: TrafficWebhook): void; sendFailedAgain(): Promise<void> } {
  const { webhooks } = environment.stack.store;
  const sent: SentWebhook[] = [];

  function deliver({ topic, payload, shop }: TrafficWebhook, webhookId = random.uuid()): Delivery {
    const delivery = webhooks.send(topic, payload, {
      at: Date.now(),
      eventId: random.uuid(),
      webhookId,
      shopDomain: shops[shop]?.domain,
    });
    if (!delivery) throw new Error(`The app does not subscribe to ${topic}.`);
    return delivery;
  }

  return {
    sent,
    send: (webhook) => void sent.push({ webhook, delivery: deliver(webhook) }),
    /** Shopify's retries take hours and so outlast every fault here; the shortened ones need not. */
    async sendFailedAgain() {
      for (;;) {
        await webhooks.idle();
        const failed = sent.filter(({ delivery }) => delivery.state === 'failed');
        if (failed.length === 0) return;
        for (const one of failed) one.delivery = deliver(one.webhook, one.delivery.webhookId);
      }
    },
  };
}
