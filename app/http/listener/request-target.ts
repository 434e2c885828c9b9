/** Why a request is refused by its first line alone. */
export type TargetFault = 'form' | 'path' | 'nul' | 'proxy_parameters';

/** Longer than any address of ours, far shorter than what Node.js would take. */
const LONGEST = 8_192;

/** A target in origin form: a path, perhaps a query, visible ASCII only. Two slashes would begin a host. */
const ORIGIN_FORM = /^\/(?!\/)[\x21-\x7e]*$/;

/**
 * What a URL parser or a router would turn into another path: dot segments, backslashes, and all that is hidden
 * behind an escape, once (`%2e`, `%2f`, `%5c`, `%00`) or twice (`%252e`).
 */
const REWRITTEN = /\\|%(?:2e|2f|5c|25|00)|\/\.{1,2}(?:\/|$)/i;

/** What Shopify's app proxy adds beside the shop and the time; of no use to any page of ours. */
const PROXY_PARAMETERS = ['signature', 'logged_in_customer_id', 'path_prefix'];

/**
 * Judges the target of a request as it came over the wire, before any parser has made another address of it.
 * Shopify signs what a visitor asked of the app proxy: were such a request to reach a page, its answer could
 * show the signature, and a visitor would have texts of their own choice signed with the app's secret.
 * @param target the raw request target of the first line, such as `/app?shop=...`
 * @returns null when it may be dispatched
 */
export function requestTargetFault(target: string): TargetFault | null {
  if (target.length > LONGEST || !ORIGIN_FORM.test(target)) return 'form';
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  if (path.includes('#') || REWRITTEN.test(path)) return 'path';
  // No text of ours holds one, and the database can store none.
  if (target.includes('%00')) return 'nul';
  if (mark < 0 || path.startsWith('/proxy/')) return null;
  const query = new URLSearchParams(target.slice(mark + 1));
  return PROXY_PARAMETERS.some((name) => query.has(name)) ? 'proxy_parameters' : null;
}
