import { addEffects } from '#app/effects/store/add-effects.server.ts';
import { isoTime } from '#app/lib/iso-time.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { ringOf } from '#app/platform/sealing-pool.server.ts';
import { codeLetters } from './code-letters.ts';
import { codesOfEffects, insertReservedCodes } from './store/offer-codes.server.ts';

/** An offer that was made. Moments are epoch milliseconds. */
export type CodeReservation = {
  effectKey: string;
  profileId: string;
  runId: string;
  offer: string;
  version: number;
  isDiscount: boolean;
  expiresAt: number;
};

/** Codes taken by another offer, one after the other; it takes a broken source of codes to come so far. */
const MOST_TRIES = 5;

/**
 * Reserves a code for each offer that was made, in the caller's transaction, and plans that it is deleted in Shopify when
 * its time is over. An offer that has a code already keeps it.
 * @param month of the shop's calendar, its first day
 * @param now epoch milliseconds
 */
export async function reserveCodes(
  client: ShopClient,
  shopId: string,
  reservations: readonly CodeReservation[],
  month: string,
  now: number,
): Promise<void> {
  const { offerCodes } = ringOf(client);
  let missing = reservations;
  const codes = new Map<string, string>();
  for (let tries = 0; missing.length > 0; tries += 1) {
    if (tries === MOST_TRIES) throw new Error('No free code was found. Check the key of codes.');
    const rows = missing.map((one) => ({
      code: codeLetters(
        offerCodes.codeOf(
          shopId,
          `${one.offer}@${String(one.version)}`,
          one.effectKey,
          String(tries),
        ),
      ),
      offer: one.offer,
      version: one.version,
      profile_id: one.profileId,
      run_id: one.runId,
      effect_key: one.effectKey,
      is_discount: one.isDiscount,
      issued_at: isoTime(now),
      expires_at: isoTime(one.expiresAt),
    }));
    await insertReservedCodes(client, shopId, rows, month);
    const keys = missing.map(({ effectKey }) => effectKey);
    for (const { effectKey, code } of await codesOfEffects(client, shopId, keys))
      codes.set(effectKey, code);
    missing = missing.filter(({ effectKey }) => !codes.has(effectKey));
  }
  await planExpiries(client, shopId, reservations, codes, now);
}

async function planExpiries(
  client: ShopClient,
  shopId: string,
  reservations: readonly CodeReservation[],
  codes: ReadonlyMap<string, string>,
  now: number,
): Promise<void> {
  const removals = reservations.flatMap(({ effectKey, isDiscount, expiresAt }) =>
    isDiscount ? [{ code: codes.get(effectKey) ?? '', effectKey, dueAt: expiresAt }] : [],
  );
  await planRemovals(client, shopId, removals, 'expire', now);
}

const REMOVAL_CAUSES = ['expire', 'revoke', 'late'] as const;
type RemovalCause = (typeof REMOVAL_CAUSES)[number];

/** The keys of all effects that may ask to delete the code of an offer that was made. */
export function removalKeys(effectKey: string): string[] {
  return REMOVAL_CAUSES.map((why) => removalKey(effectKey, why));
}

function removalKey(effectKey: string, why: RemovalCause): string {
  return `${effectKey}:${why}`;
}

/** Plans that codes are deleted in Shopify, each once for each `why`. @param now epoch milliseconds, as is `dueAt` */
export async function planRemovals(
  client: ShopClient,
  shopId: string,
  removals: readonly { code: string; effectKey: string; dueAt: number }[],
  why: RemovalCause,
  now: number,
): Promise<void> {
  await addEffects(
    client,
    shopId,
    removals.map(({ code, effectKey, dueAt }) => ({
      key: removalKey(effectKey, why),
      kind: 'remove_code',
      payload: { code },
      createdAt: now,
      dueAt,
    })),
  );
}
