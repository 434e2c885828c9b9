import type { Store } from '#tests/store/store.ts';
import type { StoreRoute } from '#tests/store/routes.ts';
import { signedInCustomerId } from './cookies.ts';
import { signedProxyQuery } from './proxy-signature.ts';

const PATH_PREFIX = '/apps/tendril';
const TIMEOUT_MS = 10_000;

/** Forwards `/apps/tendril/*` to the app's `/proxy/*` as Shopify does: signed and without cookies. */
export function proxyRoute(store: Store): StoreRoute {
  return async (request, url) => {
    if (!url.pathname.startsWith(`${PATH_PREFIX}/`)) return undefined;
    const visit = {
      shop: store.options.shopDomain,
      customerId: signedInCustomerId(request) ?? '',
      pathPrefix: PATH_PREFIX,
      nowMs: Date.now(),
    };
    const target = new URL(`/proxy${url.pathname.slice(PATH_PREFIX.length)}`, store.appUrl);
    target.search = signedProxyQuery(url.searchParams, visit, store.options.apiSecret).toString();
    return forward(request, target);
  };
}

async function forward(request: Request, target: URL): Promise<Response> {
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  try {
    const answer = await fetch(target, {
      method: request.method,
      headers: passedOn(request.headers),
      body: hasBody ? await request.arrayBuffer() : null,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return new Response(await answer.arrayBuffer(), {
      status: answer.status,
      headers: passedBack(answer.headers),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return new Response(`The app at ${target.origin} did not answer (${reason}). Is it running?`, {
      status: 502,
    });
  }
}

/** Every browser of this store is on this machine; Shopify appends the visitor's address as it saw it. */
const VISITOR_ADDRESS = '127.0.0.1';

function passedOn(headers: Headers): Headers {
  const forwarded = picked(headers, ['accept', 'accept-language', 'content-type', 'user-agent']);
  const claimed = headers.get('x-forwarded-for');
  forwarded.set(
    'x-forwarded-for',
    claimed === null ? VISITOR_ADDRESS : `${claimed}, ${VISITOR_ADDRESS}`,
  );
  return forwarded;
}

function passedBack(headers: Headers): Headers {
  return picked(headers, ['content-type', 'cache-control', 'location', 'retry-after']);
}

function picked(headers: Headers, names: readonly string[]): Headers {
  const kept = new Headers();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}
