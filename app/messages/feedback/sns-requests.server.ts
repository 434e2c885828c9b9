import { LRUCache } from 'lru-cache';
import { DAY, SECOND } from '#app/lib/duration.ts';

/** The certificate at an address of SNS as PEM; null when it cannot be had. */
export type SnsCertificates = (url: string) => Promise<string | null>;

/** What is asked of SNS; every address was checked to be its own. */
export type SnsRequests = {
  certificateOf: SnsCertificates;
  /** Confirms a subscription. @returns whether SNS took it */
  confirm(url: string): Promise<boolean>;
};

const TIMEOUT_MS = 3 * SECOND;
const MOST_BYTES = 16 * 1_024;
const MOST_CERTIFICATES = 50;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Asks SNS; certificates are kept for a day. @param fetchUrl how a page is fetched */
export function createSnsRequests(fetchUrl: Fetch = fetch): SnsRequests {
  const certificates = new LRUCache<string, string>({ max: MOST_CERTIFICATES, ttl: DAY });

  async function get(url: string): Promise<string | null> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetchUrl(url, { redirect: 'error', signal });
      const text = await beginningOf(response);
      return response.ok ? text : null;
    } catch {
      // No answer in time, or a redirect: what waits for it is refused, and comes again.
      return null;
    }
  }

  return {
    async certificateOf(url) {
      const known = certificates.get(url);
      if (known !== undefined) return known;
      const fetched = await get(url);
      if (fetched !== null) certificates.set(url, fetched);
      return fetched;
    },
    async confirm(url) {
      return (await get(url)) !== null;
    },
  };
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body)
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > MOST_BYTES) throw new Error('SNS answered with more than a certificate.');
      chunks.push(chunk);
    }
  return Buffer.concat(chunks).toString('utf8');
}
