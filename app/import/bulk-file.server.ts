import { Readable } from 'node:stream';

/** A bulk operation's file from a byte on, or why there is none. */
export type BulkFile =
  | { outcome: 'open'; bytes: AsyncIterable<Uint8Array> }
  /** Shopify keeps a file for seven days. */
  | { outcome: 'gone' };

/**
 * Opens a file at a byte, so that a reading that broke off goes on where it was.
 * @param url as the bulk operation told it; it needs no token
 * @throws when the file cannot be reached now
 */
export async function openBulkFile(url: string, from: number): Promise<BulkFile> {
  const response = await fetch(url, { headers: { range: `bytes=${String(from)}-` } });
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

async function* bytesOf(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // Whoever stops reading does not want the rest.
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
