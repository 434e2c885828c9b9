import { Webhook } from 'standardwebhooks';
import { SECOND } from '#app/lib/duration.ts';

/**
 * The headers of a signed webhook (Standard Webhooks). Of several secrets each signs, so that a receiver may change over.
 * @param id the same for every try of the same webhook
 * @param secrets as they were shown, `whsec_…`; at least one
 * @param now epoch milliseconds
 */
export function signedHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  now: number,
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, new Date(now), body));
  return {
    'content-type': 'application/json',
    'user-agent': 'Tendril-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now / SECOND)),
    'webhook-signature': signatures.join(' '),
  };
}
