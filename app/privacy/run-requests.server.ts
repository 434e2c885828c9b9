import { inShop } from '#app/db.server.ts';
import { wake } from '#app/jobs/queue.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { rowsIn, SHOP_KEPT_MS } from './compliance-request.ts';
import { erasePerson } from './erase-person.server.ts';
import { identifiersInRequest } from './person-identifiers.ts';
import type { PrivacyServices } from './privacy-context.ts';
import { countPersonRows } from './store/count-person.server.ts';
import { eraseShop } from './store/erase-shop.server.ts';
import { findPerson } from './store/find-person.server.ts';
import {
  declineRequest,
  noteProgress,
  openRequests,
  type OpenRequest,
} from './store/open-requests.server.ts';

/** While a mail is being handed over, seconds pass before its answer is written down. */
const ASK_AGAIN_MS = 5 * SECOND;

/**
 * Works on every privacy request of a shop that waits for us: counts what an export will hold, erases people,
 * erases the shop. May be killed at any moment and run again.
 */
export async function runPrivacyRequests(services: PrivacyServices, shopId: string): Promise<void> {
  const { pool, logger } = services;
  const requests = await inShop(pool, shopId, (client) => openRequests(client, shopId));
  for (const request of requests) {
    const { topic, key } = request;
    if (topic === 'shop/redact') {
      if (await runShopErasure(services, shopId, request)) return;
    } else if (topic === 'customers/data_request') {
      await prepareExport(services, shopId, request);
    } else if (!(await erasePerson(services, shopId, request))) {
      await inShop(pool, shopId, (client) => wake(client, shopId, 'privacy', ASK_AGAIN_MS));
      continue;
    }
    logger.info({ shopId, topic, delivery: key }, 'privacy request worked on');
  }
}

/** Nothing is copied: the export is made of what is there when the merchant downloads it. */
async function prepareExport(
  { pool, clock }: PrivacyServices,
  shopId: string,
  { key, request }: OpenRequest,
): Promise<void> {
  await inShop(pool, shopId, async (client) => {
    const person = await findPerson(client, shopId, identifiersInRequest(request));
    const tables = await countPersonRows(client, shopId, person);
    await noteProgress(client, shopId, key, { work: null, tables, startedAt: clock.now() });
  });
}

type ShopRow = { domain: string; uninstalledAt: number | null };

/**
 * Erases a shop only when our own record says that it left 48 hours ago.
 * @returns whether it is gone
 */
async function runShopErasure(
  { pool, clock, logger, ring }: PrivacyServices,
  shopId: string,
  { key, receivedAt }: OpenRequest,
): Promise<boolean> {
  const { rows } = await pool.query<ShopRow>(
    'select domain, uninstalled_at as "uninstalledAt" from shop where id = $1',
    [shopId],
  );
  const [shop] = rows;
  if (!shop) return true;
  const now = clock.now();
  if (shop.uninstalledAt === null) {
    const note = 'The app is installed, so nothing was erased.';
    await inShop(pool, shopId, (client) => declineRequest(client, shopId, key, note, now));
    logger.warn({ shopId, delivery: key }, 'asked to erase a shop that has the app installed');
    return false;
  }
  const waitMs = shop.uninstalledAt + SHOP_KEPT_MS - now;
  if (waitMs > 0) {
    await inShop(pool, shopId, (client) => wake(client, shopId, 'privacy', waitMs));
    return false;
  }
  const erasure = { domain: shop.domain, requestedAt: receivedAt, now: () => clock.now() };
  const { tables } = await eraseShop(pool, shopId, ring.erasedCodes, erasure);
  logger.info({ shopId, rows: rowsIn(tables) }, 'shop erased');
  return true;
}
