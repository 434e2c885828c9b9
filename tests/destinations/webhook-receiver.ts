import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll } from 'vitest';

export type ReceivedWebhook = { headers: IncomingHttpHeaders; body: string };

/** A program of a merchant's on this machine. It keeps what it was sent and answers as set; closed after the file's tests. */
export async function webhookReceiver() {
  const received: ReceivedWebhook[] = [];
  const answer = { status: 200, body: 'ok', headers: {} as Record<string, string> };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => new Promise((closed) => server.close(closed)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  return { url: `http://127.0.0.1:${String(address.port)}/in`, received, answer };
}
