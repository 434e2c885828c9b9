import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { openBulkFile } from './bulk-file.server.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function textOf(url: string, localStore: string | null, answerMs?: number): Promise<string> {
  const file = await openBulkFile(url, 0, localStore, answerMs);
  if (file.outcome === 'gone') return 'gone';
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

test('a file of a machine that is not Shopify is never asked for', async () => {
  let asked = 0;
  const inside = await serve((_request, response) =>
    response.end(`secret ${String((asked += 1))}`),
  );
  await expect(textOf(`${inside}/bulk/1.jsonl`, null)).rejects.toThrow(
    'not at an address of Shopify',
  );
  expect(asked).toBe(0);
});

test('a file whose host does not answer, or breaks off before it does, is asked for again', async () => {
  let asked = 0;
  const store = await serve((request, response) => {
    asked += 1;
    if (asked === 2) request.socket.destroy();
    else if (asked === 3) response.end('{"id":1}');
  });
  expect(await textOf(`${store}/file`, store, 50)).toBe('{"id":1}');
  expect(asked).toBe(3);
});

test('a host that never answers is given up', async () => {
  const store = await serve(() => undefined);
  await expect(textOf(`${store}/file`, store, 20)).rejects.toThrow('does not answer');
});

test('a redirect is followed to where files may be read from, and nowhere else', async () => {
  let asked = 0;
  const inside = await serve((_request, response) =>
    response.end(`secret ${String((asked += 1))}`),
  );
  const store = await serve((request, response) => {
    const target = { '/inside': `${inside}/x`, '/moved': '/file', '/loop': '/loop' }[
      request.url ?? ''
    ];
    if (target === undefined) response.end('{"id":1}');
    else response.writeHead(302, { Location: target }).end();
  });
  expect(await textOf(`${store}/moved`, store)).toBe('{"id":1}');
  await expect(textOf(`${store}/inside`, store)).rejects.toThrow('not at an address of Shopify');
  await expect(textOf(`${store}/loop`, store)).rejects.toThrow('redirects');
  expect(asked).toBe(0);
});
