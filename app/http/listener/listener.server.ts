import {
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createRequest } from '@remix-run/node-fetch-server';
import type { Logger } from '#app/platform/logger.server.ts';
import { boundedRequest, type BodyKind } from '#app/platform/bounded-body.ts';
import { frameAncestors } from '#app/shopify/frame-ancestors.ts';
import { guardResponse } from './guard-response.ts';
import { requestTargetFault } from './request-target.ts';
import { writeResponse } from './write-response.server.ts';

/**
 * Handles a request; undefined leaves it to the next handler.
 * @param socketAddress the network address at the other end of the connection; null once that is closed
 */
export type Handler = (
  request: Request,
  socketAddress: string | null,
) => Promise<Response> | undefined;

/** Serves a file when there is one; else calls `next`. */
export type FileServer = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
) => void;

export type ListenerOptions = {
  /** Public origin of the app, whatever host a proxy asked for. */
  appUrl: string;
  /** The admin of a local store, which may frame pages as Shopify's does; only in development. */
  adminOrigin?: string | undefined;
  httpHandlers: Handler;
  files: FileServer;
  pages: (request: Request) => Promise<Response>;
  /** What the page at an address receives; a form by default. */
  bodyKind?: (request: Request) => BodyKind;
  logger: Logger;
};

/** Joins the HTTP handlers, the files and the pages into one listener of node:http. */
export function createListener({
  appUrl,
  adminOrigin,
  httpHandlers,
  files,
  pages,
  bodyKind = () => 'form',
  logger,
}: ListenerOptions): RequestListener {
  const { host, protocol } = new URL(appUrl);

  async function answer(
    incoming: IncomingMessage,
    response: ServerResponse,
    request: Request,
    handling: Promise<Response>,
  ): Promise<void> {
    try {
      const result = guardResponse(await handling, appUrl, ancestorsOf(request));
      if (!result.headers.has('Cache-Control')) response.setHeader('Cache-Control', 'no-store');
      await writeResponse(incoming, response, result, request.body);
    } catch (error) {
      logger.error(
        { err: error, path: incoming.url?.split('?', 1)[0] },
        'a request was not answered',
      );
      if (response.headersSent) response.destroy();
      else await refuse(incoming, response, 500, request.body);
    }
  }

  function ancestorsOf(request: Request): string {
    return frameAncestors(new URL(request.url), adminOrigin);
  }

  return (incoming, response) => {
    setSecurityHeaders(response, protocol);
    const fault = requestTargetFault(incoming.url ?? '');
    if (fault !== null) {
      logger.debug({ fault }, 'a request was refused by its target');
      void refuse(incoming, response, 400);
      return;
    }
    let request: Request;
    try {
      request = createRequest(incoming, response, { host, protocol });
    } catch {
      // The request line is not an address or names a method that fetch forbids: no handler could answer it.
      // What was to read its body would only hold it up.
      incoming.removeAllListeners('data');
      void refuse(incoming, response, 400);
      return;
    }
    response.setHeader('Content-Security-Policy', `frame-ancestors ${ancestorsOf(request)}`);
    const handled = httpHandlers(request, incoming.socket.remoteAddress ?? null);
    if (handled !== undefined) {
      void answer(incoming, response, request, handled);
      return;
    }
    files(incoming, response, () => {
      const bounded = boundedRequest(request, bodyKind(request));
      if (bounded instanceof Response)
        void answer(incoming, response, request, Promise.resolve(bounded));
      else void answer(incoming, response, bounded, pages(bounded));
    });
  };
}

function setSecurityHeaders(response: ServerResponse, protocol: string): void {
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Referrer-Policy', 'strict-origin-when-cross-origin');
  response.setHeader('Content-Security-Policy', "frame-ancestors 'none'");
  if (protocol === 'https:')
    response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
}

async function refuse(
  incoming: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: ReadableStream | null = null,
): Promise<void> {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  await writeResponse(
    incoming,
    response,
    new Response(STATUS_CODES[status], { status, headers }),
    body,
  );
}
