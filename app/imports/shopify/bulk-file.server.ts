import { Readable } from 'node:stream';
import { SECOND } from '#app/lib/duration.ts';
import { isBulkFileAddress } from './bulk-file-address.ts';

/** A bulk operation's file from a byte on, or why there is none. */
export type BulkFile =
  | { outcome: 'open'; bytes: AsyncIterable<Uint8Array> }
  /** Shopify keeps a file for seven days. */
  | { outcome: 'gone' };

const MOST_REDIRECTS = 3;
/** How often a file is asked for whose host does not answer. */
const MOST_ASKED = 3;
/** How long it may take until it begins to answer. */
const ANSWER_MS = 30 * SECOND;

/**
 * Opens a file at a byte, so that a reading that broke off goes on where it was.
 * @param url as the bulk operation gave it; it needs no token
 * @param localStore address of the local store of tests, whose files may be read as well
 * @param answerMs how long the host may take until it begins to answer, before it is asked again
 * @throws when the file cannot be reached now, or is not where Shopify keeps such files
 */
export async function openBulkFile(
  url: string,
  from: number,
  localStore: string | null,
  answerMs = ANSWER_MS,
): Promise<BulkFile> {
  const response = await fetchAllowed(url, from, localStore, answerMs);
  // The file ends where the reading broke off.
  if (response.status === 416) return { outcome: 'open', bytes: Readable.from([]) };
  if ([403, 404, 410].includes(response.status)) return { outcome: 'gone' };
  if (!response.ok || response.body === null)
    throw new Error(`The bulk file answered HTTP ${String(response.status)}. It is tried again.`);
  const body = bytesOf(response.body);
  return {
    outcome: 'open',
    bytes: response.status === 206 ? body : without(body, from),
  };
}

/** Asks Shopify's hosts alone, and follows only redirects that stay with them. */
async function fetchAllowed(
  url: string,
  from: number,
  localStore: string | null,
  answerMs: number,
): Promise<Response> {
  let target = url;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    if (!isBulkFileAddress(target, localStore))
      throw new Error('The bulk file is not at an address of Shopify. Nothing was asked for.');
    const headers = { range: `bytes=${String(from)}-` };
    const response = await fetchAnswer(target, headers, answerMs);
    const location = response.headers.get('location');
    if (response.status < 300 || response.status > 399 || location === null) return response;
    await response.body?.cancel();
    target = URL.canParse(location, target) ? new URL(location, target).href : '';
  }
  throw new Error('The bulk file is behind too many redirects. It is tried again.');
}

/** Asks again when a connection is lost or stays silent, because reading changes nothing. */
async function fetchAnswer(
  target: string,
  headers: Record<string, string>,
  answerMs: number,
): Promise<Response> {
  for (let asked = 1; ; asked += 1) {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), answerMs);
    try {
      return await fetch(target, { headers, redirect: 'manual', signal: silence.signal });
    } catch (error) {
      if (asked === MOST_ASKED)
        throw new Error('The host of the bulk file does not answer. It is tried again.', {
          cause: error,
        });
    } finally {
      clearTimeout(timer);
    }
  }
}

async function* bytesOf(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // A reader that stops does not want the rest.
    await reader.cancel();
  }
}

/** A server that knows no ranges sends everything. */
async function* without(
  bytes: AsyncIterable<Uint8Array>,
  count: number,
): AsyncGenerator<Uint8Array, void, void> {
  let left = count;
  for await (const chunk of bytes) {
    if (left < chunk.length) yield chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}
