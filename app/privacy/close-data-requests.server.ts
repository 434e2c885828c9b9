import type { ShopClient } from '#app/platform/db.server.ts';
import type { PersonMentions } from './mentions.ts';
import { findMentions } from './store/mentions.server.ts';
import { closeDataRequest } from './store/open-requests.server.ts';

const NOTE = 'The customer was erased before the data was downloaded.';

/**
 * Ends requests for data of a person who is erased.
 * @param now epoch milliseconds
 */
export async function closeDataRequests(
  client: ShopClient,
  shopId: string,
  mentions: PersonMentions,
  now: number,
): Promise<void> {
  for (const column of ['request', 'work']) {
    const requests = { table: 'compliance_duty', column };
    for (const { place } of await findMentions(client, shopId, requests, mentions))
      await closeDataRequest(client, shopId, place, NOTE, now);
  }
}
