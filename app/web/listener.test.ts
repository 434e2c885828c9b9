import {
  Agent,
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
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

const SIGNED = 'shop=fern.myshopify.com&timestamp=1&logged_in_customer_id=&path_prefix=%2Fapps';
const SIGNATURE = '0badc0de'.repeat(8);

/** A page that sends on with everything it was asked, as the root of the app did. */
function sendsOn(request: Request): Promise<Response> {
  const headers = { Location: `/app${new URL(request.url).search}` };
  return Promise.resolve(new Response(null, { status: 302, headers }));
}

/** An answer to a target exactly as written, which fetch would tidy up before it asks. */
async function askedFor(url: string, path: string): Promise<{ status: number; text: string }> {
  const asked = httpRequest(url, { path }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  let text = JSON.stringify(answer.rawHeaders);
  for await (const part of answer.setEncoding('utf8')) text += String(part);
  return { status: answer.statusCode ?? 0, text };
}

test.each([
  '/proxy/%2e%2e/',
  '/proxy/%2E%2e/',
  '/proxy/../',
  '/proxy/..\\',
  '/proxy/%5c..%5c',
  '/proxy/%252e%252e/',
  '//proxy/..',
  '/',
  '/app',
  '/auth/session-token',
  '/health',
])('no answer to %s shows the signature of the app proxy', async (path) => {
  const url = await serve({ pages: sendsOn });
  const { status, text } = await askedFor(url, `${path}?${SIGNED}&signature=${SIGNATURE}`);
  expect(status).toBe(400);
  expect(text).not.toContain(SIGNATURE);
});

test('a redirect passes on the parameters of an allow-list, on documents and on data', async () => {
  const url = await serve({
    pages: async (request) => {
      const sent = await sendsOn(request);
      if (!request.url.includes('_data')) return sent;
      return new Response(null, {
        status: 204,
        headers: { 'X-Remix-Redirect': sent.headers.get('Location') ?? '' },
      });
    },
  });
  const query = 'shop=fern.myshopify.com&hmac=0a&timestamp=1&session=s&host=YQ&next=x';
  const ask = (path: string) => fetch(url + path, { redirect: 'manual' });
  const passed = '/app?shop=fern.myshopify.com&host=YQ';
  expect((await ask(`/?${query}`)).headers.get('Location')).toBe(passed);
  expect((await ask(`/?_data=root&${query}`)).headers.get('X-Remix-Redirect')).toBe(passed);
});

test('every kind of answer says who may frame it', async () => {
  const shop = 'shop=fern.myshopify.com';
  const url = await serve({
    doors: (request) =>
      request.url.includes('/health')
        ? Promise.resolve(Response.json({ status: 'ok' }))
        : request.url.includes('/u/')
          ? Promise.resolve(
              new Response('', { headers: { 'Content-Security-Policy': "default-src 'none'" } }),
            )
          : undefined,
    files: (request, response, next) =>
      request.url === '/assets/a.js' ? response.writeHead(200).end('1') : next(),
    pages: (request) =>
      request.url.includes('/app/broken')
        ? Promise.reject(new Error('broken'))
        : request.url.includes('/app/sends-on')
          ? sendsOn(request)
          : Promise.resolve(
              new Response('page', {
                headers: { 'Content-Security-Policy': 'frame-ancestors https://evil.example;' },
              }),
            ),
  });
  const admin = 'frame-ancestors https://fern.myshopify.com https://admin.shopify.com';
  const nobody = "frame-ancestors 'none'";
  const expected: Record<string, string> = {
    [`/app?${shop}`]: admin,
    [`/app/broken?${shop}`]: admin,
    [`/app/sends-on?${shop}`]: admin,
    '/app/people': 'frame-ancestors https://admin.shopify.com',
    '/': nobody,
    '/health': nobody,
    '/assets/a.js': nobody,
    '/u/token': `default-src 'none'; ${nobody}`,
    '/app?signature=1': nobody,
  };
  for (const [path, policy] of Object.entries(expected)) {
    const { headers } = await fetch(url + path, { redirect: 'manual' });
    expect([path, headers.get('Content-Security-Policy')]).toEqual([path, policy]);
  }
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
    const asked = httpRequest(url, { method: 'POST', agent });
    asked.end(Buffer.alloc(8 * MB));
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(413);
    await once(answer.resume(), 'end');
  }
  agent.destroy();
});

/** What comes back on a connection that ends with this request, and how the connection ended. */
async function sentAndClosed(url: string, head: string, body: Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  let received = '';
  socket.setEncoding('utf8').on('data', (part: string) => (received += part));
  socket.on('error', (error) => (received += `[${error.message}]`));
  socket.write(
    `${head}\r\nHost: app\r\nConnection: close\r\nContent-Length: ${String(body.length)}\r\n\r\n`,
  );
  socket.write(body);
  await new Promise((resolve) => socket.once('close', resolve));
  return received;
}

test.each([
  ['a form', 'POST /app HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded', 413],
  ['a delivery', 'POST /door HTTP/1.1\r\nContent-Type: application/json', 413],
  ['a bad address', 'POST /proxy/%2e%2e/ HTTP/1.1', 400],
  ['a method that is not supported', 'TRACE / HTTP/1.1', 400],
])(
  'the refusal of %s of 8 MB arrives on a connection that is then closed',
  async (_what, head, status) => {
    const url = await serve({
      doors: (request) =>
        request.url.endsWith('/door')
          ? Promise.resolve(new Response('too large', { status: 413 }))
          : undefined,
    });
    for (let round = 0; round < 10; round += 1) {
      const received = await sentAndClosed(url, head, Buffer.alloc(8 * MB, 'a'));
      expect(received).toMatch(new RegExp(`^HTTP/1.1 ${String(status)} [^\\[]*$`));
    }
  },
);

test('a body without end is read no further than 16 MB after its refusal', async () => {
  const url = await serve({});
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined).resume();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(
    `POST /proxy/%2e%2e/ HTTP/1.1\r\nHost: app\r\nConnection: close\r\nContent-Length: ${String(1024 * MB)}\r\n\r\n`,
  );
  const piece = Buffer.alloc(MB);
  function pump(): void {
    socket.write(piece, (error) => {
      if (!error) pump();
    });
  }
  pump();
  await closed;
  expect(socket.bytesWritten).toBeLessThan(64 * MB);
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

/** What Remix does with a page's form: a thrown answer is given as it stands. */
async function readForm(request: Request): Promise<Response> {
  try {
    return new Response(String([...(await request.formData())].length));
  } catch (error) {
    if (error instanceof Response) return error;
    throw error;
  }
}

const FORM = 'application/x-www-form-urlencoded';
/** A body without a length in its header. */
function pieces(count: number, piece: string): ReadableStream<Uint8Array> {
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      if ((sent += 1) > count) controller.close();
      else controller.enqueue(new TextEncoder().encode(piece));
    },
  });
}

const SENT_BODIES: [string, { body: () => BodyInit; type: string }, number][] = [
  ['1,000 fields', { body: () => 'a=1&'.repeat(999) + 'a=1', type: FORM }, 200],
  ['1,001 fields', { body: () => 'a=1&'.repeat(1_000) + 'a=1', type: FORM }, 413],
  [
    'more than 1 MB, as its header says',
    { body: () => Buffer.alloc(MB + 1, 'a'), type: FORM },
    413,
  ],
  ['more than 1 MB in pieces', { body: () => pieces(65, 'a'.repeat(16 * 1_024)), type: FORM }, 413],
  ['1,001 fields in pieces', { body: () => pieces(1_001, 'a&'), type: FORM }, 413],
  ['a NUL, which the database cannot store', { body: () => 'a=x%00y', type: FORM }, 400],
  ['a NUL in pieces', { body: () => pieces(3, '%0'), type: FORM }, 200],
  ['a NUL across pieces', { body: () => pieces(3, '0&a=%0'), type: FORM }, 400],
  [
    'a NUL in a form of parts',
    {
      body: () => '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\0y\r\n--b--\r\n',
      type: 'multipart/form-data; boundary=b',
    },
    400,
  ],
  ['JSON, which no page reads', { body: () => '{}', type: 'application/json' }, 415],
];
test.each(SENT_BODIES)('a page that is sent %s', async (_what, { body, type }, status) => {
  const url = await serve({ pages: readForm });
  const sent = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: body(),
    duplex: 'half',
  });
  expect(sent.status).toBe(status);
  expect((await fetch(url, { method: 'POST', body: new URLSearchParams({ a: '1' }) })).status).toBe(
    200,
  );
});

test('a form of a million fields is refused before a page is asked', async () => {
  let asked = 0;
  const url = await serve({
    pages: () => {
      asked += 1;
      return Promise.resolve(new Response(''));
    },
  });
  const body = 'a&'.repeat(MB);
  expect(
    (await fetch(url, { method: 'POST', headers: { 'Content-Type': FORM }, body })).status,
  ).toBe(413);
  expect(asked).toBe(0);
});

test('a page that takes a piece of a file gets its bytes, up to 1 MB', async () => {
  const pages = async (request: Request) =>
    new Response(String((await request.arrayBuffer()).byteLength));
  const url = await serve({ pages, bodyKind: () => 'bytes' });
  const sent = async (bytes: number) =>
    await fetch(url, { method: 'POST', body: Buffer.alloc(bytes, '&') });
  expect(await (await sent(MB)).text()).toBe(String(MB));
  expect((await sent(MB + 1)).status).toBe(413);
});
