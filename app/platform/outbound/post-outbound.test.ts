import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { getOutbound, postOutbound, type OutboundOptions } from './post-outbound.server.ts';

/** Sockets inside the network: nothing may ever connect to them. */
let connections = 0;
const guarded: Server[] = [];

async function listen(server: Server, host: string, port = 0): Promise<number> {
  server.listen(port, host);
  await once(server, 'listening');
  guarded.push(server);
  return (server.address() as AddressInfo).port;
}

function guardedSocket(): Server {
  return createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
}

const P = await listen(guardedSocket(), '127.0.0.1');
await listen(guardedSocket(), '::1', P).catch(() => undefined);

afterAll(async () => {
  await Promise.all(guarded.map((server) => new Promise((closed) => server.close(closed))));
});

/** What names resolve to: whatever is asked is inside the network, by one address or another. */
const INSIDE: Readonly<Record<string, string[]>> = {
  'loopback.fern.example': ['127.0.0.1'],
  'loopback6.fern.example': ['::1'],
  'mapped.fern.example': ['::ffff:127.0.0.1'],
  'private10.fern.example': ['10.0.0.1'],
  'private172.fern.example': ['172.16.5.4'],
  'private192.fern.example': ['192.168.0.1'],
  'metadata.fern.example': ['169.254.169.254'],
  'metadata6.fern.example': ['fd00:ec2::254'],
  'cgnat.fern.example': ['100.64.1.1'],
  'nat64.fern.example': ['64:ff9b::7f00:1'],
  '6to4.fern.example': ['2002:7f00:1::1'],
  'teredo.fern.example': ['2001:0:7f00:1::1'],
  'zero.fern.example': ['0.0.0.0'],
  'multicast.fern.example': ['224.0.0.1'],
  'broadcast.fern.example': ['255.255.255.255'],
  'azure.fern.example': ['168.63.129.16'],
  'one-of-two.fern.example': ['93.184.216.34', '127.0.0.1'],
  'one-of-families.fern.example': ['93.184.216.34', '::1'],
};

const OPTIONS: OutboundOptions = {
  allowsLocal: false,
  resolve: (hostname) => Promise.resolve(INSIDE[hostname] ?? ['127.0.0.1']),
  timeoutMs: 2_000,
};

const p = String(P);
const REFUSED_URLS: string[] = [
  // This machine by its names.
  `https://localhost:${p}/`,
  `http://localhost:${p}/`,
  `https://LOCALHOST:${p}/`,
  `https://localhost.:${p}/`,
  `https://localhost.localdomain:${p}/`,
  `https://app.localhost:${p}/`,
  `https://127.0.0.1:${p}/`,
  `http://127.0.0.1:${p}/`,
  `https://[::1]:${p}/`,
  `http://[::1]:${p}/`,
  // The same in odd spellings.
  `https://127.1:${p}/`,
  `https://127.0.1:${p}/`,
  `https://127.000.000.001:${p}/`,
  `https://127.0.0.1.:${p}/`,
  `https://2130706433:${p}/`,
  `https://017700000001:${p}/`,
  `https://0x7f000001:${p}/`,
  `https://0x7f.0.0.1:${p}/`,
  `https://0x7f.0x0.0x0.0x1:${p}/`,
  `https://0177.0.0.01:${p}/`,
  `https://127.0.0.0x1:${p}/`,
  `https://0:${p}/`,
  `https://0.0.0.0:${p}/`,
  `https://00000000:${p}/`,
  `https://127.0.0.2:${p}/`,
  `https://127.255.255.254:${p}/`,
  `https://①②⑦.⓪.⓪.①:${p}/`,
  `https://１２７.０.０.１:${p}/`,
  `https://127。0。0。1:${p}/`,
  `https://loc%61lhost:${p}/`,
  `https://%31%32%37.0.0.1:${p}/`,
  `https://ⓛocalhost:${p}/`,
  `https://local\u00adhost:${p}/`,
  // IPv6 with an IPv4 address inside.
  `https://[::]:${p}/`,
  `https://[0:0:0:0:0:0:0:1]:${p}/`,
  `https://[::ffff:127.0.0.1]:${p}/`,
  `https://[::ffff:7f00:1]:${p}/`,
  `https://[::127.0.0.1]:${p}/`,
  `https://[64:ff9b::127.0.0.1]:${p}/`,
  `https://[2002:7f00:1::]:${p}/`,
  `https://[2001:0:7f00:1::]:${p}/`,
  `https://[fe80::1]:${p}/`,
  `https://[fe80::1%25lo]:${p}/`,
  `https://[fd00:ec2::254]:${p}/`,
  // What is private, shared or special.
  `https://10.0.0.1:${p}/`,
  `https://172.16.0.1:${p}/`,
  `https://192.168.1.1:${p}/`,
  `https://169.254.169.254/latest/meta-data/`,
  `http://169.254.169.254/latest/meta-data/`,
  `https://2852039166/latest/meta-data/`,
  `https://0xa9fea9fe/latest/meta-data/`,
  `https://100.100.100.200/latest/meta-data/`,
  `https://100.64.0.1:${p}/`,
  `https://168.63.129.16/metadata/instance`,
  `https://224.0.0.1:${p}/`,
  `https://255.255.255.255:${p}/`,
  // Public addresses as well are no names.
  `https://93.184.216.34:${p}/`,
  `https://1.1.1.1/`,
  // Names that mean something inside a network.
  'https://metadata.google.internal/computeMetadata/v1/',
  'https://metadata/computeMetadata/v1/',
  'https://kubernetes.default.svc.cluster.local/',
  'https://router.lan/',
  'https://intranet/',
  'https://printer.local/',
  'https://server.home.arpa/',
  'https://1.0.0.127.in-addr.arpa/',
  'https://shop.test/',
  // User names, by which one host looks like another.
  `https://hooks.fern.example@127.0.0.1:${p}/`,
  `https://user:password@hooks.fern.example:${p}/`,
  `https://@127.0.0.1:${p}/`,
  `https://hooks.fern.example:443@localhost:${p}/`,
  // Separators that parsers read differently.
  `https://127.0.0.1:${p}\\@hooks.fern.example/`,
  `https:\\\\127.0.0.1:${p}\\`,
  `https:/127.0.0.1:${p}/`,
  `https:127.0.0.1:${p}/`,
  `https:///127.0.0.1:${p}/`,
  `//127.0.0.1:${p}/`,
  ` https://127.0.0.1:${p}/`,
  `https://hooks.fern.example\t.evil.example:${p}/`,
  `https://127.0.0.1:${p}#@hooks.fern.example/`,
  `https://hooks.fern.example\r\nHost: localhost:${p}/`,
  `https://127.0.0.1%00.fern.example:${p}/`,
  `https://hooks_fern.example:${p}/`,
  `https://hooks..fern.example:${p}/`,
  `https://-hooks.fern.example:${p}/`,
  // Other schemes, and ports of other services.
  `http://hooks.fern.example:${p}/`,
  `ftp://127.0.0.1:${p}/`,
  `gopher://127.0.0.1:${p}/_GET`,
  'file:///etc/passwd',
  'data:text/plain,hello',
  `wss://127.0.0.1:${p}/`,
  'javascript:alert(1)',
  'https://hooks.fern.example:22/',
  'https://hooks.fern.example:25/',
  'https://hooks.fern.example:80/',
  'https://hooks.fern.example:0/',
  'https://hooks.fern.example:99999/',
  '',
  'https://',
  'hooks.fern.example',
  `https://hooks.fern.example/${'a'.repeat(2_000)}`,
  // Public names that lead inside.
  ...Object.keys(INSIDE).map((host) => `https://${host}:${p}/`),
];

test('there are more than 80 ways to ask for what is inside the network', () => {
  expect(new Set(REFUSED_URLS).size).toBe(REFUSED_URLS.length);
  expect(REFUSED_URLS.length).toBeGreaterThanOrEqual(80);
});

test.each(REFUSED_URLS)('nothing is connected to for %j', async (url) => {
  const answer = await postOutbound({ url, headers: {}, body: '{}' }, OPTIONS);
  expect(answer).toMatchObject({ outcome: 'refused' });
  expect(connections).toBe(0);
});

test('a host without an address, or without an answer of its name server, is not connected to', async () => {
  const post = { url: `https://gone.fern.example:${p}/`, headers: {}, body: '' };
  const none = await postOutbound(post, { ...OPTIONS, resolve: () => Promise.resolve([]) });
  expect(none).toEqual({ outcome: 'failed', reason: 'The host name does not exist.' });
  const down = await postOutbound(post, {
    ...OPTIONS,
    resolve: () => Promise.reject(new Error('no answer')),
  });
  expect(down).toEqual({ outcome: 'failed', reason: 'No name server answered for the host.' });
});

/** A receiver on this machine, which development may send to. */
async function receiver(listener: RequestListener): Promise<string> {
  const port = await listen(createHttpServer(listener), '127.0.0.1');
  return `http://127.0.0.1:${String(port)}/in?a=1`;
}

const LOCAL: OutboundOptions = { allowsLocal: true, timeoutMs: 5_000 };

test('a receiver gets the body and the headers, and the beginning of its answer is given', async () => {
  let seen: unknown = null;
  const url = await receiver((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { host, 'x-a': a } = request.headers;
      seen = { method: request.method, url: request.url, host, a, body };
      response.writeHead(202).end(`taken\n${'x'.repeat(900)}`);
    });
  });
  const answer = await postOutbound({ url, headers: { 'x-a': '1' }, body: 'é' }, LOCAL);
  expect(seen).toEqual({
    method: 'POST',
    url: '/in?a=1',
    host: new URL(url).host,
    a: '1',
    body: 'é',
  });
  expect(answer).toMatchObject({ outcome: 'answered', status: 202 });
  const { text } = answer as { text: string };
  expect(text).toHaveLength(500);
  expect(text.startsWith('taken xxx')).toBe(true);
});

test('a redirect is an error, and is not followed', async () => {
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await receiver((_request, response) => {
      response.writeHead(status, { location: `http://127.0.0.1:${p}/` }).end();
    });
    const answer = await postOutbound({ url, headers: {}, body: '' }, LOCAL);
    expect(answer).toEqual({ outcome: 'redirected', status });
  }
  expect(connections).toBe(0);
});

test('an endless answer is cut, and one that does not come in time is given up', async () => {
  const endless = await receiver((_request, response) => {
    response.writeHead(200);
    const chunk = 'y'.repeat(16_384);
    const write = () => {
      while (response.write(chunk));
    };
    response.on('drain', write);
    write();
  });
  const cut = await postOutbound({ url: endless, headers: {}, body: '' }, LOCAL);
  expect(cut).toMatchObject({ outcome: 'answered', status: 200 });
  const silent = await receiver(() => undefined);
  const late = await postOutbound(
    { url: silent, headers: {}, body: '' },
    { ...LOCAL, timeoutMs: 100 },
  );
  expect(late).toEqual({ outcome: 'failed', reason: 'No answer in time.' });
});

test('a body that is too long is not sent', async () => {
  const post = {
    url: 'https://hooks.fern.example/',
    headers: {},
    body: 'z'.repeat(256 * 1_024 + 1),
  };
  await expect(postOutbound(post, OPTIONS)).rejects.toThrow('too long');
});

test('a receiver that changes the protocol instead of answering is given up at once', async () => {
  const switching = createServer((socket) => {
    socket.resume();
    socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n');
  });
  const url = `http://127.0.0.1:${String(await listen(switching, '127.0.0.1'))}/`;
  const answer = await postOutbound({ url, headers: {}, body: '' }, LOCAL);
  expect(answer).toMatchObject({ outcome: 'failed' });
});

test('a page is asked for by GET, under the same rules, and is given as long as wanted', async () => {
  const url = await receiver((request, response) => {
    response.writeHead(200).end(`${request.method ?? ''}\n${'x'.repeat(3_000)}`);
  });
  const page = await getOutbound({ url, longest: 1_000 }, LOCAL);
  expect(page).toEqual({ outcome: 'answered', status: 200, text: `GET ${'x'.repeat(996)}` });
  for (const inside of [`https://127.0.0.1:${p}/`, `https://one-of-two.fern.example:${p}/`])
    expect(await getOutbound({ url: inside, longest: 1_000 }, OPTIONS)).toMatchObject({
      outcome: 'refused',
    });
  expect(connections).toBe(0);
});
