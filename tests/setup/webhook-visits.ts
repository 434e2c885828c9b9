import { createHmac } from 'node:crypto';
import { createIntake } from '#app/events/inbox/intake.server.ts';
import type { WebhookServices } from '#app/http/webhooks.server.ts';
import { createShopDirectory } from '#app/shopify/shop-directory.server.ts';
import type { TestDatabase } from '#tests/setup/database.ts';
import { silentLogger } from '#tests/setup/logger.ts';

/** The secret that Shopify signs with. */
export const WEBHOOK_SECRET = 'hush';
/** The secret before its rotation. */
export const OLD_WEBHOOK_SECRET = 'the old one';
/** The body of a webhook unless said otherwise. */
export const WEBHOOK_BODY = '{"id":1}';

/** The signature of a body as Shopify writes it. */
export function signWebhook(body: string | Uint8Array, secret = WEBHOOK_SECRET): string {
  return createHmac('sha256', secret).update(body).digest('base64');
}

export type WebhookChange = {
  method?: string;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string | null>;
};

/** A webhook as Shopify sends it, but for what is changed. */
export function webhookRequest(
  domain: string,
  { method = 'POST', body = WEBHOOK_BODY, headers = {} }: WebhookChange = {},
): Request {
  const all: Record<string, string | null> = {
    'x-shopify-hmac-sha256': signWebhook(body),
    'x-shopify-topic': 'orders/create',
    'x-shopify-shop-domain': domain,
    'x-shopify-webhook-id': 'w-1',
    'x-shopify-triggered-at': '2026-10-01T10:00:00Z',
    ...headers,
  };
  const present = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return new Request('https://app.example/webhooks', {
    method,
    headers: present,
    ...(method === 'POST' ? { body } : {}),
  });
}

/** The webhook handler over a test's database. */
export function openWebhooks(db: TestDatabase) {
  function services(pool = db.pool): WebhookServices {
    const clock = { now: () => Date.now() };
    return {
      clock,
      intake: createIntake(pool),
      shops: createShopDirectory(pool, clock),
      logger: silentLogger,
      apiSecrets: [WEBHOOK_SECRET, OLD_WEBHOOK_SECRET],
    };
  }

  /** How many deliveries of a shop wait in its inbox. */
  async function waiting(shopId: string): Promise<number> {
    const { rowCount } = await db.owner.query('select from inbox where shop_id = $1', [shopId]);
    return rowCount ?? 0;
  }

  return { services, waiting };
}
