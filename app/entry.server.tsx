import { PassThrough } from 'node:stream';
import {
  type ActionFunctionArgs,
  type AppLoadContext,
  createReadableStreamFromReadable,
  type EntryContext,
  type LoaderFunctionArgs,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { isDatabaseBusy } from '#app/platform/db.server.ts';

const RENDER_MS = 5_000;

/** Renders a page; for bots, who do not wait for the rest, all of it before the first byte. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { services }: AppLoadContext,
): Promise<Response> {
  services.shopify.addDocumentResponseHeaders(request, headers);
  // The library preloads App Bridge from Shopify even when it is served from elsewhere.
  if (services.environment.APP_BRIDGE_URL !== undefined) headers.delete('Link');
  headers.set('Content-Type', 'text/html; charset=utf-8');
  const ready = isbot(request.headers.get('User-Agent')) ? 'onAllReady' : 'onShellReady';
  return await new Promise((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <RemixServer context={remix} url={request.url} abortDelay={RENDER_MS} />,
      {
        [ready]: () => {
          const body = new PassThrough();
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status }));
          pipe(body);
        },
        onShellError: reject,
        onError: (error) => {
          status = 500;
          services.logger.error(
            { err: error, path: new URL(request.url).pathname },
            'a page did not render',
          );
        },
      },
    );
    setTimeout(abort, RENDER_MS + 1_000);
  });
}

/** Errors of loaders and actions; an aborted request or an address that does not exist is not one. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (request.signal.aborted || isRouteErrorResponse(error)) return;
  if (isDatabaseBusy(error)) context.onBusy?.();
  context.services.logger.error(
    { err: error, path: new URL(request.url).pathname },
    'a page failed',
  );
}
