import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { createListener, type ListenerOptions } from '#app/http/listener/listener.server.ts';
import { KEEP_ALIVE } from './keep-alive.ts';

/**
 * Serves the app's listener, with pages and HTTP handlers of a test, until the test ends.
 * @returns its address
 */
export async function serveListener(parts: Partial<ListenerOptions>): Promise<string> {
  const server = createServer(
    KEEP_ALIVE,
    createListener({
      appUrl: 'https://app.example.com',
      httpHandlers: () => undefined,
      files: (_request, _response, next) => next(),
      pages: () => Promise.resolve(new Response('page')),
      logger: pino({ level: 'silent' }),
      ...parts,
    }),
  );
  onTestFinished(() => {
    server.close().closeAllConnections();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}
