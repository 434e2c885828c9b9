import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendResponse } from '@remix-run/node-fetch-server';

/** So much of an unread body is let in on a connection that closes with its answer. */
const MOST_DISCARDED_BYTES = 16 * 1024 * 1024;

/**
 * Sends a response, also to a client that has not sent the whole body yet: a refusal comes before the body is read. On a
 * connection that is kept the rest runs out after the answer, else the next request would wait behind it. A
 * connection that closes with the answer closes only after the rest: the system resets one with unread bytes, and
 * then the answer is lost with it (RFC 9112, 9.6). How long that may take is the server's `requestTimeout`.
 * @param body the request's body as pages read it; null when no request was made of it
 */
export async function writeResponse(
  incoming: IncomingMessage,
  response: ServerResponse,
  result: Response,
  body: ReadableStream | null,
): Promise<void> {
  if (incoming.complete || incoming.destroyed) return await sendResponse(response, result);
  if (response.shouldKeepAlive) {
    await sendResponse(response, result);
    await release(body);
    incoming.resume();
    return;
  }
  await release(body);
  const discarded = discardBody(incoming);
  if (result.body === null) {
    await discarded;
    return await sendResponse(response, result);
  }
  const lasting = new TransformStream<Uint8Array, Uint8Array>({ flush: () => discarded });
  await sendResponse(response, new Response(result.body.pipeThrough(lasting), result));
}

/** A reader that has begun goes on; otherwise the body is not read. */
async function release(body: ReadableStream | null): Promise<void> {
  if (body?.locked === false) await body.cancel();
}

/** Resolves when the rest of a body is in, unkept, when it was too much, or when the client went away. */
function discardBody(incoming: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    function count(piece: Buffer): void {
      bytes += piece.byteLength;
      if (bytes <= MOST_DISCARDED_BYTES) return;
      incoming.off('data', count).pause();
      resolve();
    }
    incoming.on('data', count).once('end', resolve).once('close', resolve).resume();
  });
}
