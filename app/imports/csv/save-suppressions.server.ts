import { lockAddresses } from '#app/consent/store/address-consent.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { upsertSuppressions, type Suppressed } from './store/save-suppressions.server.ts';

/**
 * Keeps addresses that must not be written to. A bounce or a complaint is never weakened, and of two unsubscribes
 * the later counts. The addresses are held meanwhile, so that no mail that is about to leave slips through.
 */
export async function saveSuppressions(
  client: ShopClient,
  shopId: string,
  received: readonly Suppressed[],
): Promise<void> {
  const gravest = new Map<string, Suppressed>();
  for (const one of received) {
    const known = gravest.get(one.address);
    if (!known || outweighs(one, known)) gravest.set(one.address, one);
  }
  if (gravest.size === 0) return;
  const rows = [...gravest.values()];
  await lockAddresses(
    client,
    shopId,
    rows.map(({ address }) => address),
    'update',
  );
  await upsertSuppressions(client, shopId, rows);
}

function outweighs(one: Suppressed, known: Suppressed): boolean {
  if (known.reason !== 'unsubscribed') return false;
  return one.reason !== 'unsubscribed' || one.at > known.at;
}
