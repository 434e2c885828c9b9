import { EventEmitter, once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { serveListener } from '#tests/setup/served-listener.ts';

const MB = 1024 * 1024;
const FORM = 'application/x-www-form-urlencoded';

test('a body that is not read does not hold up the next request of its connection', async () => {
  const url = await serveListener({
    httpHandlers: () => Promise.resolve(new Response('', { status: 413 })),
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let round = 0; round < 3; round += 1) {
    const asked = request(url, { method: 'POST', agent });
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
  ['a delivery', 'POST /handler HTTP/1.1\r\nContent-Type: application/json', 413],
  ['a bad address', 'POST /proxy/%2e%2e/ HTTP/1.1', 400],
  ['a method that is not supported', 'TRACE / HTTP/1.1', 400],
])(
  'the refusal of %s of 8 MB arrives on a connection that is then closed',
  async (_what, head, status) => {
    const url = await serveListener({
      httpHandlers: (request) =>
        request.url.endsWith('/handler')
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
  const url = await serveListener({});
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

test('a client that goes away in the middle of its body harms no other client', async () => {
  const handler = new EventEmitter();
  const entered = once(handler, 'entered');
  const left = once(handler, 'left');
  const url = await serveListener({
    httpHandlers: async (request) => {
      handler.emit('entered');
      handler.emit('left', await request.text().catch(() => 'aborted'));
      return new Response('answered');
    },
  });
  const asked = request(url, { method: 'POST', headers: { 'Content-Length': 100 } });
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
  const url = await serveListener({ pages: readForm });
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
  const url = await serveListener({
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
  const url = await serveListener({ pages, bodyKind: () => 'bytes' });
  const sent = async (bytes: number) =>
    await fetch(url, { method: 'POST', body: Buffer.alloc(bytes, '&') });
  expect(await (await sent(MB)).text()).toBe(String(MB));
  expect((await sent(MB + 1)).status).toBe(413);
});
