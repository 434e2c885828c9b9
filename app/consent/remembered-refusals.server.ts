import type { ShopClient } from '#app/platform/db.server.ts';
import type { CodeMaker } from '#app/platform/code-maker.server.ts';
import type { SuppressionReason } from './may-send.ts';
import {
  hasErasedPeople,
  saveErasedRefusal,
  suppressErased,
} from './store/remembered-refusals.server.ts';

/** What an address refused; `at` is epoch milliseconds. */
export type Refused = { address: string; reason: SuppressionReason; at: number };

/**
 * Refuses again what erased addresses had refused, where one of them stands somewhere again: so that an erasure never
 * is the reason why an email is sent. Called before email is sent and when an address comes back. Costs one look into an
 * index where no person was erased.
 * @param addresses as they are compared, in lower case
 */
export async function restoreRefusals(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  addresses: readonly string[],
): Promise<void> {
  if (addresses.length === 0 || !(await hasErasedPeople(client, shopId))) return;
  await suppressErased(client, shopId, coded(shopId, codes, addresses));
}

/** Remembers what erased addresses refuse, as codes: nothing of the addresses themselves is kept. */
export async function rememberRefusals(
  client: ShopClient,
  shopId: string,
  codes: CodeMaker,
  refused: readonly Refused[],
): Promise<void> {
  // The graver last, so that it is the one that stays.
  const byGravity = refused.toSorted((a, b) => gravity(a) - gravity(b) || a.at - b.at);
  for (const { address, ...refusal } of byGravity)
    await saveErasedRefusal(client, shopId, codes.codesOf(shopId, 'email', address), refusal);
}

function gravity({ reason }: Refused): number {
  return reason === 'unsubscribed' ? 0 : 1;
}

function coded(
  shopId: string,
  codes: CodeMaker,
  addresses: readonly string[],
): { address: string; code: string }[] {
  return [...new Set(addresses)].flatMap((address) =>
    codes.codesOf(shopId, 'email', address).map((code) => ({ address, code })),
  );
}
