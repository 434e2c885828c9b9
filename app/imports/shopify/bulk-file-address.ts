/** Where Shopify keeps the files of bulk operations. */
const HOSTS = new Set(['storage.googleapis.com']);
const HOST_ENDINGS = ['.storage.googleapis.com', '.shopify.com', '.shopifycloud.com'];

/**
 * Whether a bulk file may be read from an address. It comes from an answer of the Admin API; were that ever
 * another's, the app must not be made to ask machines of the operator's own network.
 * @param url as the bulk operation gave it
 * @param localStore address of the local store, whose files may be read as well; null outside of tests
 */
export function isBulkFileAddress(url: string, localStore: string | null): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password, origin } = new URL(url);
  if (localStore !== null && origin === new URL(localStore).origin) return true;
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false;
  return HOSTS.has(hostname) || HOST_ENDINGS.some((ending) => hostname.endsWith(ending));
}
