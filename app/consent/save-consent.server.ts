import { randomUUID } from 'node:crypto';
import type { ShopClient } from '#app/platform/db.server.ts';
import { proofOf, type ConsentEntry } from './chain.server.ts';
import type { ChainEnd } from './chain.ts';
import { appendConsent, endOfChain } from './store/consent-chain.server.ts';

/** A consent and the profile that it belongs to. */
export type NewConsent = Omit<ConsentEntry, 'recordedAt'> & { profileId: string };

/**
 * Adds what people agreed to or refused to the end of the shop's chain. What is there already is left as it is.
 * The caller has claimed the shop: two transactions at once would both append to the same entry.
 * @param now epoch milliseconds
 */
export async function saveConsent(
  client: ShopClient,
  shopId: string,
  received: readonly NewConsent[],
  now: number,
): Promise<void> {
  if (received.length === 0) return;
  const chain = await endOfChain(
    client,
    shopId,
    received.map(({ id }) => id),
  );
  const known = new Set(chain.known);
  let end: ChainEnd = { length: chain.length, head: chain.head };
  const rows = [];
  for (const consent of received) {
    if (known.has(consent.id)) continue;
    known.add(consent.id);
    const { profileId, ...entry } = { ...consent, recordedAt: now };
    const proof = proofOf(shopId, end, entry, randomUUID());
    end = { length: proof.seq, head: proof.hash };
    const times = { at: new Date(entry.at), recorded_at: new Date(now) };
    rows.push({ ...entry, ...proof, ...times, profile_id: profileId });
  }
  await appendConsent(client, shopId, rows, end);
}
