import type pg from 'pg';
import type { Logger } from 'pino';
import type { Clock } from '#app/lib/clock.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { Environment } from '#app/platform/env.ts';
import type { FeedbackProvider } from './feedback-providers.ts';
import type { FeedbackRequest } from './providers/provider-record.server.ts';
import { PROVIDER_RECORDS } from './providers/registry.server.ts';
import { saveFeedback } from './save-feedback.server.ts';
import type { SnsRequests } from './sns-requests.server.ts';
import { feedbackSecret, noteFeedbackReceived } from './store/feedback-sources.server.ts';

/** What receiving reports needs from the process. */
export type FeedbackServices = {
  pool: pg.Pool;
  clock: Clock;
  logger: Logger;
  sns: SnsRequests;
  environment: Pick<Environment, 'SHOPIFY_APP_URL'>;
};

/** `unknown`: no such shop, or it expects nothing from the provider. */
export type ReceivedFeedback =
  'received' | 'confirmed' | 'unconfirmed' | 'unreadable' | 'forged' | 'unknown';

/** The secret with which a provider proves its reports to a shop; null when it may not report at all. */
export function findFeedbackSecret(
  { pool }: FeedbackServices,
  shopId: string,
  provider: FeedbackProvider,
): Promise<string | null> {
  return inShop(pool, shopId, (client) => feedbackSecret(client, shopId, provider));
}

/** Takes one request of a provider: proves it, reads it, and saves what follows in one transaction. */
export async function receiveFeedback(
  services: FeedbackServices,
  shopId: string,
  provider: FeedbackProvider,
  secret: string,
  request: FeedbackRequest,
): Promise<ReceivedFeedback> {
  const { pool, clock, logger, sns, environment } = services;
  const record = PROVIDER_RECORDS[provider];
  const now = clock.now();
  const { certificateOf } = sns;
  if (!(await record.isAuthentic(request, secret, { now, certificateOf }))) return 'forged';
  const messageHost = new URL(environment.SHOPIFY_APP_URL).hostname;
  const read = await record.read(request.body, { messageHost });
  switch (read.outcome) {
    case 'unreadable':
      logger.warn({ shop: shopId, provider, reason: read.reason }, 'feedback that cannot be read');
      return 'unreadable';
    case 'confirm':
      return (await sns.confirm(read.url)) ? 'confirmed' : 'unconfirmed';
    case 'read': {
      const saved = await inShop(pool, shopId, async (client) => {
        await noteFeedbackReceived(client, shopId, provider, now);
        return await saveFeedback(client, shopId, read.events, provider, now);
      });
      logger.debug({ shop: shopId, provider, ...saved }, 'feedback received');
      return 'received';
    }
  }
}
