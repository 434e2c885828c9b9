import {
  Agent,
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { EventEmitter, once } from 'node:events';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { createListener, type ListenerParts } from './listener.server.ts';

const servers: Server[] = [];
const MB = 1024 * 1024;

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(parts: Partial<ListenerParts>): Promise<string> {
  const server = createServer(
    createListener({
      appUrl: 'https://app.example.com',
      doors: () => undefined,
      files: (_request, _response, next) => next(),
      pages: () => Promise.resolve(new Response('page')),
      logger: pino({ level: 'silent' }),
      ...parts,
    }),
  );
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

test('a door comes before files and pages, a file before pages', async () => {
  const url = await serve({
    doors: (request) =>
      request.url.endsWith('/door') ? Promise.resolve(new Response('door')) : undefined,
    files: (request, response, next) => (request.url === '/file' ? response.end('file') : next()),
  });
  const texts = await Promise.all(
    ['/door', '/file', '/other'].map(async (path) => await (await fetch(url + path)).text()),
  );
  expect(texts).toEqual(['door', 'file', 'page']);
});

test('the address a page sees is the public one, whatever host was asked for', async () => {
  const url = await serve({ pages: (request) => Promise.resolve(new Response(request.url)) });
  expect(await (await fetch(`${url}/app?shop=one`)).text()).toBe(
    'https://app.example.com/app?shop=one',
  );
});

test('every answer carries the security headers, and data is not stored by anybody', async () => {
  const { headers } = await fetch(await serve({}));
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d+/);
  expect(headers.get('Cache-Control')).toBe('no-store');
});

test('what an answer says about caching stands', async () => {
  const pages = () =>
    Promise.resolve(new Response('', { headers: { 'Cache-Control': 'private, max-age=60' } }));
  expect((await fetch(await serve({ pages }))).headers.get('Cache-Control')).toBe(
    'private, max-age=60',
  );
});

test('plain http, as on a machine of a developer, is not told to become https', async () => {
  const { headers } = await fetch(await serve({ appUrl: 'http://localhost:3000' }));
  expect(headers.has('Strict-Transport-Security')).toBe(false);
});

test('a failure answers 500 and says nothing of its cause', async () => {
  const answer = await fetch(
    await serve({ pages: () => Promise.reject(new Error('secret detail')) }),
  );
  expect(answer.status).toBe(500);
  expect(await answer.text()).toBe('Internal Server Error');
});

test('a method that no page can have answers 400', async () => {
  const asked = httpRequest(await serve({}), { method: 'TRACE' }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(400);
  asked.destroy();
});

test('a body that nobody reads does not hold up the next request of its connection', async () => {
  const url = await serve({ doors: () => Promise.resolve(new Response('', { status: 413 })) });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = 0; round < 3; round += 1) {
    const asked = httpRequest(url, { method: 'POST', agent, signal: AbortSignal.timeout(5_000) });
    asked.end(Buffer.alloc(8 * MB));
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(413);
    await once(answer.resume(), 'end');
  }
  agent.destroy();
});

test('a client that goes away in the middle of its body harms nobody', async () => {
  const door = new EventEmitter();
  const entered = once(door, 'entered');
  const left = once(door, 'left');
  const url = await serve({
    doors: async (request) => {
      door.emit('entered');
      door.emit('left', await request.text().catch(() => 'aborted'));
      return new Response('answered');
    },
  });
  const asked = httpRequest(url, { method: 'POST', headers: { 'Content-Length': 100 } });
  asked.on('error', () => undefined).write('half');
  await entered;
  asked.destroy();
  expect(await left).toEqual(['aborted']);
  expect(await (await fetch(url, { method: 'POST', body: 'whole' })).text()).toBe('answered');
});
