/**
 * The network address a request came from: the last entry of X-Forwarded-For, which the proxy before us
 * wrote. What stands before it came from the sender and may be anything.
 * @returns null when no proxy told
 */
export function networkAddress(headers: Headers): string | null {
  const entries = headers.get('x-forwarded-for')?.split(',') ?? [];
  return entries.at(-1)?.trim().slice(0, 64) || null;
}
