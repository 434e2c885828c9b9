import { once } from 'node:events';
import { type IncomingMessage, request as httpRequest } from 'node:http';
import { expect, test } from 'vitest';
import { serveListener } from '#tests/setup/served-listener.ts';

test('a handler comes before files and pages, a file before pages', async () => {
  const url = await serveListener({
    httpHandlers: (request) =>
      request.url.endsWith('/handler') ? Promise.resolve(new Response('handler')) : undefined,
    files: (request, response, next) => (request.url === '/file' ? response.end('file') : next()),
  });
  const texts = await Promise.all(
    ['/handler', '/file', '/other'].map(async (path) => await (await fetch(url + path)).text()),
  );
  expect(texts).toEqual(['handler', 'file', 'page']);
});

test('the address a page sees is the public one, whatever host was asked for', async () => {
  const url = await serveListener({
    pages: (request) => Promise.resolve(new Response(request.url)),
  });
  expect(await (await fetch(`${url}/app?shop=one`)).text()).toBe(
    'https://app.example.com/app?shop=one',
  );
});

test('every answer carries the security headers, and data is not cached', async () => {
  const { headers } = await fetch(await serveListener({}));
  expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d+/);
  expect(headers.get('Cache-Control')).toBe('no-store');
});

test('the caching headers of a response are left as they are', async () => {
  const pages = () =>
    Promise.resolve(new Response('', { headers: { 'Cache-Control': 'private, max-age=60' } }));
  expect((await fetch(await serveListener({ pages }))).headers.get('Cache-Control')).toBe(
    'private, max-age=60',
  );
});

const SIGNED = 'shop=fern.myshopify.com&timestamp=1&logged_in_customer_id=&path_prefix=%2Fapps';
const SIGNATURE = '0badc0de'.repeat(8);

/** A page that sends on with everything it was asked, as the root of the app did. */
function redirectWithQuery(request: Request): Promise<Response> {
  const headers = { Location: `/app${new URL(request.url).search}` };
  return Promise.resolve(new Response(null, { status: 302, headers }));
}

/** An answer to a target exactly as written, which fetch would tidy up before it asks. */
async function requestRawTarget(
  url: string,
  path: string,
): Promise<{ status: number; text: string }> {
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
  const url = await serveListener({ pages: redirectWithQuery });
  const { status, text } = await requestRawTarget(url, `${path}?${SIGNED}&signature=${SIGNATURE}`);
  expect(status).toBe(400);
  expect(text).not.toContain(SIGNATURE);
});

test('a redirect passes on the parameters of an allow-list, on documents and on data', async () => {
  const url = await serveListener({
    pages: async (request) => {
      const sent = await redirectWithQuery(request);
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
  const url = await serveListener({
    httpHandlers: (request) =>
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
          ? redirectWithQuery(request)
          : Promise.resolve(
              new Response('page', {
                headers: { 'Content-Security-Policy': 'frame-ancestors https://evil.example;' },
              }),
            ),
  });
  const admin = 'frame-ancestors https://fern.myshopify.com https://admin.shopify.com';
  const noAncestors = "frame-ancestors 'none'";
  const expected: Record<string, string> = {
    [`/app?${shop}`]: admin,
    [`/app/broken?${shop}`]: admin,
    [`/app/sends-on?${shop}`]: admin,
    '/app/people': 'frame-ancestors https://admin.shopify.com',
    '/': noAncestors,
    '/health': noAncestors,
    '/assets/a.js': noAncestors,
    '/u/token': `default-src 'none'; ${noAncestors}`,
    '/app?signature=1': noAncestors,
  };
  for (const [path, policy] of Object.entries(expected)) {
    const { headers } = await fetch(url + path, { redirect: 'manual' });
    expect([path, headers.get('Content-Security-Policy')]).toEqual([path, policy]);
  }
});

test('plain http, as in local development, gets no Strict-Transport-Security header', async () => {
  const { headers } = await fetch(await serveListener({ appUrl: 'http://localhost:3000' }));
  expect(headers.has('Strict-Transport-Security')).toBe(false);
});

test('a failure answers 500 and says nothing of its cause', async () => {
  const answer = await fetch(
    await serveListener({ pages: () => Promise.reject(new Error('secret detail')) }),
  );
  expect(answer.status).toBe(500);
  expect(await answer.text()).toBe('Internal Server Error');
});

test('a method that no page can have answers 400', async () => {
  const asked = httpRequest(await serveListener({}), { method: 'TRACE' }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  expect(answer.statusCode).toBe(400);
  asked.destroy();
});
