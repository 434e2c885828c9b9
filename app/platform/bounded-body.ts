import { fieldCounter, MOST_FIELDS, nulFinder } from './form-fields.ts';

/** What a page may be sent: a form, or in one place the bytes of a piece of a file. */
export type BodyKind = 'form' | 'bytes';

/** The most bytes that a page is sent. */
const MOST_PAGE_BYTES = 1024 * 1024;

const REFUSED = {
  400: 'Remove the characters that cannot be printed.',
  413: 'This is more than a page may be sent: 1 MB, and 1,000 fields.',
  415: 'Send a form.',
};

/**
 * A request of which a page cannot read more than it may be sent, whatever the page does with it. What shows in
 * the header is refused at once. Else bytes and fields are counted while they arrive, before anything is parsed,
 * and reading fails as soon as there are too many: with the answer itself, which the pages' framework gives as it
 * stands. Nothing is read that the page does not ask for, so a stranger's body is never held.
 * @returns the request to go on with, or the answer when it is refused
 */
export function boundedRequest(request: Request, kind: BodyKind): Request | Response {
  const { body, headers } = request;
  if (body === null) return request;
  if (Number(headers.get('content-length') ?? 0) > MOST_PAGE_BYTES) return bodyRefused(413);
  const countFields = fieldCounter(headers.get('content-type'));
  if (kind === 'form' && countFields === null) return bodyRefused(415);
  const findNul = kind === 'form' ? nulFinder() : () => false;
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      bytes += piece.byteLength;
      const isTooMuch = bytes > MOST_PAGE_BYTES || (countFields?.(piece) ?? 0) > MOST_FIELDS;
      if (isTooMuch) controller.error(bodyRefused(413));
      else if (findNul(piece)) controller.error(bodyRefused(400));
      else controller.enqueue(piece);
    },
  });
  // `duplex` is asked for by the standard where a body is a stream, and not known to the types.
  const init = { body: body.pipeThrough(counted), duplex: 'half' } as RequestInit;
  return new Request(request, init);
}

function bodyRefused(status: keyof typeof REFUSED): Response {
  return new Response(REFUSED[status], {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
}
