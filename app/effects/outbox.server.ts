import type { ShopClient } from '#app/platform/db.server.ts';
import type { DueEffect, DueEffectRow, DueEffects } from './due-effect.ts';
import { effectKinds, type EffectKind } from './registry.ts';
import { failUnreadableEffects } from './store/complete-effects.server.ts';
import { selectDueEffects } from './store/due-effects.server.ts';

/**
 * The oldest effects of some kinds that are due. Those that cannot be read are given up: listed under Problems, they hold up
 * none of the others.
 * @param most `now` in epoch milliseconds; `onlyKey` leaves out all others
 */
export async function takeDueEffects<K extends EffectKind>(
  client: ShopClient,
  shopId: string,
  kinds: readonly K[],
  most: { limit: number; now: number; onlyKey?: string | null },
): Promise<DueEffects<K>> {
  const rows = await selectDueEffects(client, shopId, kinds, most);
  const { effects, unreadable } = readEffects(rows);
  await failUnreadableEffects(client, shopId, unreadable, most.now);
  // None of them could be read, and others stand behind them.
  if (rows.length > 0 && effects.length === 0)
    return await takeDueEffects(client, shopId, kinds, most);
  return { effects, taken: rows.length };
}

function readEffects<K extends EffectKind>(
  rows: readonly DueEffectRow<K>[],
): { effects: DueEffect<K>[]; unreadable: string[] } {
  const unreadable: string[] = [];
  const effects = rows.flatMap((row) => {
    const payload = effectKinds[row.kind].schema.safeParse(JSON.parse(row.payloadText));
    // The statement asked for these kinds only.
    if (payload.success) return [{ ...row, payload: payload.data } as unknown as DueEffect<K>];
    unreadable.push(row.key);
    return [];
  });
  return { effects, unreadable };
}
