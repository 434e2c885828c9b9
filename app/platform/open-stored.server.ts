import type { ShopClient } from '#app/platform/db.server.ts';
import type { SealedPlace } from './key-ring.ts';
import { ringOf } from './sealing-pool.server.ts';

/**
 * Opens what is stored in a sealed column.
 * @returns the bytes as they were received and no fault; or what is stored, with the reason why it does not open in
 *   words for the operator of the app
 */
export function openStored(
  client: ShopClient,
  place: SealedPlace,
  stored: Buffer,
): { bytes: Buffer; fault: string | null } {
  const opened = ringOf(client).rawBodies.open(stored, place);
  switch (opened.outcome) {
    case 'opened':
      return { bytes: opened.bytes, fault: null };
    case 'unknown_key':
      return {
        bytes: stored,
        fault: `seal: it was sealed with key ${opened.keyId}, which is not in ENCRYPTION_KEYS. Put the key back, restart and try again.`,
      };
    case 'altered':
      return {
        bytes: stored,
        fault: 'seal: what is stored was altered, or moved here from elsewhere. It was not read.',
      };
  }
}
