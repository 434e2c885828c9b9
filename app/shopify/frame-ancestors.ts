const DIRECTIVE = 'frame-ancestors';

/**
 * Lets one more origin frame the page, as the admin of a local store does.
 * @param policy Content-Security-Policy so far, as Shopify's library set it; null when it set none
 * @param origin such as `http://localhost:4000`
 */
export function withFrameAncestor(policy: string | null, origin: string): string {
  const { origin: clean } = new URL(origin);
  if (policy === null || policy === '') return `${DIRECTIVE} ${clean};`;
  return policy.replace(DIRECTIVE, `${DIRECTIVE} ${clean}`);
}
