import { assertNever } from '#app/lib/assert-never.ts';

/** An address that the app may send something to, once its host is resolved and checked. */
export type OutboundUrl = {
  href: string;
  isSecure: boolean;
  /** In lower case, without brackets. */
  hostname: string;
  port: number;
  /** With the query. */
  path: string;
  /** Whether it is this machine, which only development may be sent to. */
  isLocal: boolean;
};

/** Why an address is not sent to. */
export type OutboundUrlProblem =
  | 'not_a_url'
  | 'not_https'
  | 'userinfo'
  | 'odd_host'
  | 'ip_address'
  | 'internal_host'
  | 'odd_port'
  | 'too_long'
  | 'private_address';

export type ReadOutboundUrl =
  { outcome: 'read'; url: OutboundUrl } | { outcome: 'refused'; problem: OutboundUrlProblem };

/** No address of a merchant's is longer. */
export const LONGEST_OUTBOUND_URL = 2_000;
const HTTPS = 443;
/** Ports below are of other services, which an HTTP request could be smuggled to. */
const FREE_PORTS = 1_024;

/** This machine, in development. */
const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Names that resolve inside a network alone (RFC 6761, 6762, 8375, 9476 and what clouds use). */
const INTERNAL_NAMES =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|localdomain|test|invalid|onion|alt|home\.arpa|in-addr\.arpa|ip6\.arpa)$/;

/** The parts as they are written: a parser would repair what is odd, and each parser repairs it differently. */
const WRITTEN = /^(https?):\/\/([^/?#]*)([/?][^#]*)?$/i;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/i;
const ADDRESS = /^(?:[\d.]+|0x[\da-f.x]*|\[.*\])$/i;

/**
 * Reads an address that a merchant typed. Only https to a public name, in the one usual spelling; over http only this machine,
 * which is then refused outside of development.
 */
export function readOutboundUrl(text: string): ReadOutboundUrl {
  if (text.length > LONGEST_OUTBOUND_URL) return refused('too_long');
  // No blanks, control characters, backslashes, or letters that a parser turns into others.
  if (!/^[\u0021-\u007e]*$/.test(text) || text.includes('\\')) return refused('odd_host');
  const [, scheme, authority, path = '/'] = WRITTEN.exec(text) ?? [];
  if (scheme === undefined || authority === undefined || !URL.canParse(text))
    return refused('not_a_url');
  if (authority.includes('@')) return refused('userinfo');
  const url = new URL(text);
  const host = authority.replace(/:\d*$/, '').toLowerCase();
  const isSecure = scheme.toLowerCase() === 'https';
  const isLocal = LOCAL_HOSTS.has(host);
  const problem = isLocal ? null : problemOf(url, host, isSecure);
  if (problem !== null) return refused(problem);
  const port = url.port === '' ? (isSecure ? HTTPS : 80) : Number(url.port);
  if (!isLocal && port !== HTTPS && port < FREE_PORTS) return refused('odd_port');
  const hostname = host.replaceAll(/[[\]]/g, '');
  return {
    outcome: 'read',
    url: {
      href: url.href,
      isSecure,
      hostname,
      port,
      path: path.startsWith('/') ? path : `/${path}`,
      isLocal,
    },
  };
}

function problemOf(url: URL, host: string, isSecure: boolean): OutboundUrlProblem | null {
  if (ADDRESS.test(host)) return 'ip_address';
  if (INTERNAL_NAMES.test(host.replace(/\.$/, ''))) return 'internal_host';
  // A name that a parser reads as another, or without a dot, is of no public server.
  if (url.hostname !== host || !HOST.test(host)) return 'odd_host';
  return isSecure ? null : 'not_https';
}

function refused(problem: OutboundUrlProblem): ReadOutboundUrl {
  return { outcome: 'refused', problem };
}

/** What to do about an address that is not sent to. */
export function outboundUrlWords(problem: OutboundUrlProblem): string {
  switch (problem) {
    case 'not_a_url':
    case 'odd_host':
      return 'Enter a web address such as https://example.com/hooks.';
    case 'not_https':
      return 'Use an address that begins with https://.';
    case 'userinfo':
      return 'Leave out the user name and password: the request is signed instead.';
    case 'ip_address':
      return 'Use a host name instead of an IP address.';
    case 'internal_host':
    case 'private_address':
      return 'Use an address on the public internet: this one is inside a network.';
    case 'odd_port':
      return 'Use port 443, or one from 1024 on.';
    case 'too_long':
      return `Use at most ${String(LONGEST_OUTBOUND_URL)} characters.`;
    default:
      return assertNever(problem);
  }
}
