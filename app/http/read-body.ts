import { BodyDroppedError, createBodyBudget } from '#app/platform/body-budget.ts';

/** How much memory unfinished request bodies may use, all HTTP handlers together. */
const unfinishedBodies = createBodyBudget(128 * 1024 * 1024);

/**
 * Reads a request's body without ever holding more than the limit, nor all unfinished ones more than theirs.
 * @param limit the most bytes to accept
 * @returns the bytes, or null when there are more
 * @throws BodyDroppedError when too much is being received at once and this body began longest ago: answer 503
 */
export async function readBody(request: Request, limit: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  const dropping = new AbortController();
  const reading = unfinishedBodies.begin(() => {
    dropping.abort();
    // Ends the read that waits. A body that broke at the same moment has ended it already.
    reader.cancel().catch(() => undefined);
  });
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength;
      if (size > limit) {
        await reader.cancel();
        return null;
      }
      chunks.push(part.value);
      reading.grow(part.value.byteLength);
      if (dropping.signal.aborted) break;
    }
  } finally {
    reading.end();
  }
  if (dropping.signal.aborted)
    throw new BodyDroppedError('Too much is being received at once. Send it again.');
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
