import { request, Agent } from 'node:http';
import { Session } from '@shopify/shopify-api';
import { DAY } from '#app/lib/duration.ts';
import { encryptedSessionStorage } from '#app/shopify/encrypted-session-storage.server.ts';
import { openSessionTable } from '#app/shopify/session-table.server.ts';
import { API_KEY, API_SECRET } from '#tests/stack/stack.ts';
import { sessionToken } from '#tests/store/front/session-token.ts';
import { benchKeyRing } from './app-process.ts';
import type { Bed } from './lab.ts';
import type { Answer } from './load.ts';

/** Shopify's library rejects user agents that look like a bot. */
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36';

/** Lets the shop's one member of staff in as its owner, without asking a Shopify that is not there. */
export async function openAdmin({ url, owner, shop }: Bed): Promise<void> {
  const table = openSessionTable(url);
  const session = new Session({
    id: `offline_${shop.domain}`,
    shop: shop.domain,
    state: '',
    isOnline: false,
    accessToken: 'shpat_bench',
    expires: new Date(Date.now() + DAY),
  });
  await encryptedSessionStorage(table, benchKeyRing().sessionTokens).storeSession(session);
  await table.close();
  await owner.query(
    `insert into staff_member (shop_id, staff_id, role, described_at, first_seen_at, last_seen_at)
     values ($1, '1', 'owner', now(), now(), now())`,
    [shop.id],
  );
}

/** The headers with which the shop's admin asks; good for a minute. */
export function adminHeaders(domain: string): Record<string, string> {
  const nowMs = Date.now();
  const token = sessionToken({ shop: domain, apiKey: API_KEY, apiSecret: API_SECRET, nowMs });
  return { authorization: `Bearer ${token}`, 'user-agent': BROWSER };
}

/** What the admin asks for: data of a page, or the answer to a form that it sends. */
export type AdminAsk = { path: string; form?: string };

/** Asks for a page's data, as the browser of a member of staff does, and reads the answer to its end. */
export type SendAdminRequest = (ask: AdminAsk) => Promise<Answer & { text: string }>;

/** Sends requests over kept-alive connections, each with a session token of its own. */
export function openAdminSender(
  url: string,
  domain: string,
  connections: number,
): SendAdminRequest {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(url);
  return ({ path, form }) => {
    const sent = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = { ...adminHeaders(domain), ...sent };
    const method = form === undefined ? 'GET' : 'POST';
    const start = performance.now();
    return new Promise((answered) => {
      let text = '';
      const done = (status: number) => answered({ status, ms: performance.now() - start, text });
      const outgoing = request({ agent, hostname, port, path, method, headers }, (incoming) => {
        incoming.setEncoding('utf8');
        incoming.on('data', (piece: string) => (text += piece));
        incoming.on('error', () => done(0));
        incoming.on('end', () => done(incoming.statusCode ?? 0));
      });
      outgoing.on('error', () => done(0)).end(form);
    });
  };
}
