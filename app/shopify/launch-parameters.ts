/** What the admin opens the app with and what the next page needs of it; everything else ends at a redirect. */
const LAUNCH = new Set(['embedded', 'host', 'id_token', 'locale', 'shop']);

/** What Shopify's library adds when it sends a page to its own pages under /auth. */
const LIBRARY = new Set(['exitIframe', 'shopify-reload']);

/** What proves that a request came from Shopify; no visible address may carry it. */
const PROOFS = [
  'hmac',
  'id_token',
  'logged_in_customer_id',
  'path_prefix',
  'session',
  'signature',
  'timestamp',
];

/** The parameters of a launch that a redirect passes on, in the order they came, each once. */
export function launchParameters(given: URLSearchParams): URLSearchParams {
  return pickParameters(given, (name) => LAUNCH.has(name));
}

/**
 * The target of a redirect as it may leave the app: within the app only parameters of an allow-list pass.
 * Other origins are left as they are; the caller that makes such a redirect has its own list of hosts.
 * @param location value of a Location header
 * @param appUrl public address of the app
 */
export function guardedLocation(location: string, appUrl: string): string {
  const base = new URL(appUrl);
  const target = URL.canParse(location, base) ? new URL(location, base) : null;
  // A redirect that cannot be read leads home rather than anywhere.
  if (target === null) return '/';
  if (target.origin !== base.origin) return location;
  const query = pickParameters(
    target.searchParams,
    (name) => LAUNCH.has(name) || LIBRARY.has(name),
  );
  const reload = query.get('shopify-reload');
  if (reload !== null) query.set('shopify-reload', guardedReload(reload, base));
  const text = query.toString();
  return `${target.pathname}${text === '' ? '' : `?${text}`}`;
}

/** Where the page that fetches a session token goes on: a page of ours, with what it was asked, without proofs. */
function guardedReload(reload: string, base: URL): string {
  const target = URL.canParse(reload, base) ? new URL(reload, base) : base;
  if (target.origin !== base.origin) return new URL('/app', base).href;
  for (const name of PROOFS) target.searchParams.delete(name);
  target.hash = '';
  return target.href;
}

function pickParameters(given: URLSearchParams, may: (name: string) => boolean): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of given) if (may(name) && !query.has(name)) query.set(name, value);
  return query;
}
