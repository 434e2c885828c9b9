import ipaddr from 'ipaddr.js';

/** Shopify's app proxy stands between the shopper and us, and appends the shopper's address to the header. */
const SHOPIFY_PROXY_HOPS = 1;

/** Under which network addresses a request counts. */
export type ClientAddresses = {
  /** Of the caller of our own server or proxies. */
  direct: string;
  /** Of the caller of Shopify's app proxy; to be believed only where Shopify signed the request. */
  behindShopify: string;
};

/** Where a request came from, as far as its connection and its headers say. */
export type ClientSource = {
  /** The address at the other end of the connection; null once that is closed. */
  socketAddress: string | null;
  /** X-Forwarded-For: each proxy appends the address that asked it; what the sender made up stands first. */
  forwardedFor: string | null;
};

/** Subscribers get at least this much of IPv6 each, and move about in it as they like. */
const IPV6_NETWORK_BITS = 64;

/**
 * The network address under which requests are counted: the shopper's, not that of a proxy before us.
 * @param hops how many trusted proxies stand before us; each wrote one entry, and only these are believed
 * @returns an IPv4 address, or the /64 network of an IPv6 address. With fewer entries than hops, the first one;
 *   `unknown`, one client like any other, when there is none that can be read
 */
export function clientAddress({ socketAddress, forwardedFor }: ClientSource, hops: number): string {
  const entries = (forwardedFor ?? '').slice(-1_000).split(',');
  const chain = [...entries, socketAddress ?? ''].map(withoutPort).filter(isAddress);
  const client = chain.at(-1 - hops) ?? chain[0];
  if (client === undefined) return 'unknown';
  const address = ipaddr.process(client);
  if (address.kind() === 'ipv4') return address.toString();
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${IPV6_NETWORK_BITS}`);
  return network.toString();
}

/** The library says no to a text by throwing, which costs more than all else here; most headers are empty. */
function isAddress(text: string): boolean {
  return text !== '' && ipaddr.isValid(text);
}

/** Some proxies add the port: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
function withoutPort(entry: string): string {
  const text = entry.trim();
  return /^\[([^\]]*)\]/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}

/**
 * The addresses of a request, for the HTTP handlers; `hops` as for `clientAddress`. Each is read when it is asked for:
 * webhooks, which come most often, ask for none.
 */
export function clientAddresses(source: ClientSource, hops: number): ClientAddresses {
  return {
    get direct() {
      return clientAddress(source, hops);
    },
    get behindShopify() {
      return clientAddress(source, hops + SHOPIFY_PROXY_HOPS);
    },
  };
}
