import { isDataRefused } from '#app/platform/db.server.ts';
import { BodyDroppedError } from '#app/platform/body-budget.ts';
import { feedbackProviderOf } from '#app/messages/feedback/feedback-providers.ts';
import { shopOfFeedbackToken } from '#app/messages/feedback/feedback-source.ts';
import {
  findFeedbackSecret,
  receiveFeedback,
  type FeedbackServices,
  type ReceivedFeedback,
} from '#app/messages/feedback/receive-feedback.server.ts';
import { readBody } from './read-body.ts';

/** Providers put many reports into one request, and bounce emails carry the email that came back. */
const MOST_BYTES = 2 * 1_024 * 1_024;

const STATUS: Record<ReceivedFeedback, number> = {
  received: 200,
  confirmed: 200,
  // Sent again it would say the same.
  unreadable: 200,
  unconfirmed: 503,
  forged: 401,
  unknown: 404,
};

/**
 * POST /feedback/:token/:provider: what providers report of a shop's emails, and bounce emails of its own mail server. See
 * docs/guide/feedback.md.
 */
export async function feedbackHandler(
  request: Request,
  services: FeedbackServices,
): Promise<Response> {
  try {
    return await take(request, services);
  } catch (error) {
    if (error instanceof BodyDroppedError) return answer(503, { 'Retry-After': '1' });
    services.logger.error({ err: error }, 'feedback not stored');
    return isDataRefused(error) ? answer(400) : answer(503, { 'Retry-After': '5' });
  }
}

async function take(request: Request, services: FeedbackServices): Promise<Response> {
  const [, , token = '', name = '', ...rest] = new URL(request.url).pathname.split('/');
  const shopId = shopOfFeedbackToken(token);
  const provider = feedbackProviderOf(name);
  if (shopId === null || provider === null || rest.length > 0) return answer(404);
  if (request.method !== 'POST') return answer(405, { Allow: 'POST' });
  const secret = await findFeedbackSecret(services, shopId, provider);
  if (secret === null) return answer(404);
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return answer(413);
  const { headers } = request;
  const received = await receiveFeedback(services, shopId, provider, secret, { headers, body });
  return answer(STATUS[received]);
}

function answer(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}
