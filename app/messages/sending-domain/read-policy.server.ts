import { getOutbound, type OutboundOptions } from '#app/platform/outbound/post-outbound.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import type { TxtAnswer } from '#app/messages/sender/sending-domain.ts';
import { LONGEST_TEXT } from './dns-question.ts';

/** The MTA-STS policy of a domain, one text; none when there is no page. Never throws. */
export type PolicyReader = (domain: string) => Promise<TxtAnswer>;

const TIMEOUT_MS = 5 * SECOND;

/** Reads policies over the guarded requester. A redirect is none (RFC 8461, 3.3). */
export function createPolicyReader(options: OutboundOptions): PolicyReader {
  return async (domain) => {
    const url = `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
    const page = { url, longest: LONGEST_TEXT };
    const answer = await getOutbound(page, { timeoutMs: TIMEOUT_MS, ...options });
    if (answer.outcome === 'failed') return 'unreachable';
    return answer.outcome === 'answered' && answer.status === 200 ? [answer.text] : [];
  };
}
