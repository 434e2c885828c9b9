import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { SECOND } from '#app/lib/duration.ts';
import type { Environment } from '#app/platform/env.ts';
import { isLocalTrial } from '#app/platform/production-faults.ts';
import { isLoopbackAddress, isPublicAddress } from './outbound-address.ts';
import { readOutboundUrl, type OutboundUrl, type OutboundUrlProblem } from './outbound-url.ts';
import { resolveHost, type HostResolver } from './resolve-host.server.ts';

/** What is sent: a text of at most 256 KB. */
export type OutboundPost = { url: string; headers: Record<string, string>; body: string };

/** What came of it. */
export type OutboundAnswer =
  /** The other side answered; `text` is the beginning of what it said. */
  | { outcome: 'answered'; status: number; text: string }
  /** It wants the request at another address, which is not followed: nothing was checked of that one. */
  | { outcome: 'redirected'; status: number }
  /** Nothing was connected to. */
  | { outcome: 'refused'; problem: OutboundUrlProblem }
  /** No usable answer; it is not known whether the request arrived. */
  | { outcome: 'failed'; reason: string };

/** Of the process: what it may send to beside the public internet, and how names become addresses. */
export type OutboundOptions = {
  /** Whether this machine may be sent to: in development. */
  allowsLocal: boolean;
  resolve?: HostResolver;
  /** For the whole request, milliseconds. */
  timeoutMs?: number;
};

const LONGEST_OUTBOUND_BODY = 256 * 1_024;
/** More of an answer is not read. */
const LONGEST_ANSWER = 64 * 1_024;
/** As much of an answer to a POST is given. */
const SHOWN_OF_ANSWER = 500;
const TIMEOUT_MS = 10 * SECOND;

/** What is asked for: a page, of which no more than so many characters are given. */
export type OutboundPage = { url: string; longest: number };

/** What a process may send to. */
export function outboundOptions(
  environment: Pick<Environment, 'NODE_ENV' | 'STORE_URL' | 'SHOPIFY_APP_URL'>,
): OutboundOptions {
  return {
    allowsLocal: environment.NODE_ENV === 'development' || isLocalTrial(environment),
  };
}

/**
 * Sends a POST to an address that a merchant typed. The name is resolved here, every address that it has is checked, and the
 * connection goes to the checked one, so that a name which answers differently the next moment leads nowhere else.
 * @throws only when the body is longer than it may be
 */
export async function postOutbound(
  post: OutboundPost,
  options: OutboundOptions,
): Promise<OutboundAnswer> {
  if (Buffer.byteLength(post.body) > LONGEST_OUTBOUND_BODY)
    throw new Error('An outbound body is too long. Send less of what it is about.');
  return await sendChecked({ method: 'POST', shown: SHOWN_OF_ANSWER, ...post }, options);
}

/** Asks for a page by GET, under the same rules; blanks stand for its line ends. Never throws. */
export async function getOutbound(
  { url, longest }: OutboundPage,
  options: OutboundOptions,
): Promise<OutboundAnswer> {
  return await sendChecked({ method: 'GET', shown: longest, url, headers: {}, body: '' }, options);
}

type OutboundRequest = OutboundPost & {
  method: 'GET' | 'POST';
  /** As much of the answer is given. */
  shown: number;
};

async function sendChecked(
  request: OutboundRequest,
  options: OutboundOptions,
): Promise<OutboundAnswer> {
  const read = readOutboundUrl(request.url);
  if (read.outcome === 'refused') return read;
  const target = await checkedAddress(read.url, options);
  if (typeof target !== 'string') return target;
  return await send(request, read.url, target, options.timeoutMs ?? TIMEOUT_MS);
}

/** The address to connect to; an answer where nothing may be. */
async function checkedAddress(
  { hostname, isLocal }: OutboundUrl,
  { allowsLocal, resolve = resolveHost }: OutboundOptions,
): Promise<string | OutboundAnswer> {
  if (isLocal) {
    const address = hostname === 'localhost' ? '127.0.0.1' : hostname;
    return allowsLocal && isLoopbackAddress(address)
      ? address
      : { outcome: 'refused', problem: 'internal_host' };
  }
  let addresses: string[];
  try {
    addresses = await resolve(hostname);
  } catch {
    return { outcome: 'failed', reason: 'No name server answered for the host.' };
  }
  const address = addresses.find((one) => isIP(one) === 4) ?? addresses[0];
  if (address === undefined) return { outcome: 'failed', reason: 'The host name does not exist.' };
  // One private address among public ones is how a name is made to lead inside.
  if (!addresses.every(isPublicAddress)) return { outcome: 'refused', problem: 'private_address' };
  return address;
}

/** Sends to an address that was checked. Node resolves nothing for an IP address, and follows no redirect. */
async function send(
  { method, headers, body, shown }: OutboundRequest,
  { hostname, isSecure, port, path }: OutboundUrl,
  address: string,
  timeoutMs: number,
): Promise<OutboundAnswer> {
  const usual = isSecure ? 443 : 80;
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  const options = {
    method,
    host: address,
    port,
    path,
    headers: {
      ...headers,
      host: port === usual ? host : `${host}:${String(port)}`,
      ...(method === 'POST' && { 'content-length': String(Buffer.byteLength(body)) }),
      connection: 'close',
    },
    // A connection of its own: none that is kept from an earlier, differently checked request.
    agent: false,
    maxHeaderSize: 16 * 1_024,
    signal: AbortSignal.timeout(timeoutMs),
  } as const;
  const request = isSecure
    ? // The certificate must be of the name, not of the address that is connected to.
      requestHttps({ ...options, servername: isIP(hostname) === 0 ? hostname : undefined })
    : requestHttp(options);
  try {
    const response = await answerTo(request, body);
    const status = response.statusCode ?? 0;
    if (status >= 300 && status < 400) {
      response.destroy();
      return { outcome: 'redirected', status };
    }
    return { outcome: 'answered', status, text: await beginningOf(response, shown) };
  } catch (error) {
    return { outcome: 'failed', reason: reasonOf(error) };
  } finally {
    request.destroy();
  }
}

function answerTo(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    // Stays: a connection that breaks after its answer must not end the process.
    request.on('error', reject);
    // A receiver that changes the protocol closes the request without an answer or an error.
    request.once('close', () => {
      reject(new Error('The connection was closed without an answer.'));
    });
    request.end(body);
  });
}

async function beginningOf(response: IncomingMessage, shown: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= LONGEST_ANSWER) break;
  }
  const text = Buffer.concat(chunks)
    .toString('utf8')
    .replaceAll(/\p{Cc}+/gu, ' ');
  return text.trim().slice(0, shown);
}

const REASONS: Readonly<Record<string, string>> = {
  ABORT_ERR: 'No answer in time.',
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection broke.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The host cannot be reached.',
  ETIMEDOUT: 'No connection in time.',
  CERT_HAS_EXPIRED: 'The certificate has expired.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate is of another host.',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed.',
  SELF_SIGNED_CERT_IN_CHAIN: 'The certificate is self-signed.',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'The certificate cannot be verified.',
  HPE_HEADER_OVERFLOW: 'The headers of the answer are too long.',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (code === '' ? 'No usable answer.' : `No usable answer (${code}).`);
}
