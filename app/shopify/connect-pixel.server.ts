import type { Pool } from 'pg';
import type { AdminClient } from './admin-client.ts';
import type { AdminOutcome } from './admin-response.ts';
import { webPixelCreate } from './operations/web-pixel-create.ts';
import { webPixelId } from './operations/web-pixel-id.ts';
import { webPixelUpdate } from './operations/web-pixel-update.ts';
import { findPixelSettings, savePixelSettings } from './store/pixel-settings.server.ts';

export type PixelConnection =
  | { outcome: 'connected' | 'unchanged' }
  /** Shopify did not take it; the next visit of the admin tries again. */
  | { outcome: 'not_connected'; reason: string };

/**
 * Turns the web pixel on, with the shop's key and our address. Calls Shopify only when it has no settings yet
 * or our address has changed since; repeating it is harmless.
 * @param appUrl public address of the app
 */
export async function connectPixel(
  pool: Pool,
  admin: AdminClient,
  shopId: string,
  appUrl: string,
): Promise<PixelConnection> {
  const shop = await findPixelSettings(pool, shopId);
  if (!shop) throw new Error('The pixel needs an installed shop. Call installShop first.');
  const settings = JSON.stringify({
    accountID: shop.key,
    ingestUrl: new URL('/pixel', appUrl).href,
  });
  if (shop.settings === settings) return { outcome: 'unchanged' };
  const answer = await sendPixelSettings(admin, settings);
  if (answer.outcome !== 'ok') return { outcome: 'not_connected', reason: reasonOf(answer) };
  await savePixelSettings(pool, shopId, settings);
  return { outcome: 'connected' };
}

async function sendPixelSettings(
  admin: AdminClient,
  settings: string,
): Promise<AdminOutcome<unknown>> {
  const created = await webPixelCreate(admin, settings);
  const isTaken =
    created.outcome === 'user_errors' && created.errors.some(({ code }) => code === 'TAKEN');
  if (!isTaken) return created;
  const found = await webPixelId(admin);
  return found.outcome === 'ok' ? await webPixelUpdate(admin, found.data, settings) : found;
}

function reasonOf(outcome: AdminOutcome<unknown>): string {
  if (outcome.outcome === 'user_errors')
    return outcome.errors.map(({ code, message }) => code ?? message).join(', ');
  return 'reason' in outcome ? outcome.reason : outcome.outcome;
}
