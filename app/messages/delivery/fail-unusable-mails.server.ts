import type pg from 'pg';
import type { Logger } from 'pino';
import { failUnreadableEffects } from '#app/effects/store/complete-effects.server.ts';
import { selectDueEffects } from '#app/effects/store/due-effects.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import { describeFault, isInputFault, retryAlone } from '#app/queue/isolate-faults.server.ts';

type MailWork = { pool: pg.Pool; heartbeat: Heartbeat; log: Pick<Logger, 'error'> };

/**
 * Finds the due mails that cannot even be decided on, and gives each of them up as failed: one must not hold up the
 * others. Called when taking a batch failed.
 * @param take what is done with a batch, for one mail by its key; safe to repeat
 * @param limit the size of that batch
 * @returns how many were given up; with none, it was no mail's fault
 */
export async function failUnusableMails(
  { pool, heartbeat, log }: MailWork,
  shopId: string,
  now: number,
  limit: number,
  take: (key: string) => Promise<unknown>,
): Promise<number> {
  const due = await inShop(pool, shopId, (client) =>
    selectDueEffects(client, shopId, ['email'], { limit, now }),
  );
  const unusable: string[] = [];
  const nothing = () => inShop(pool, shopId, (client) => assertLease(client, heartbeat));
  for (const { key } of due) {
    try {
      await take(key).catch((error: unknown) => retryAlone(error, nothing, () => take(key)));
    } catch (error) {
      if (!isInputFault(error)) throw error;
      log.error({ shopId, effect: key, ...describeFault(error) }, 'a mail cannot be used');
      unusable.push(key);
    }
  }
  await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    await failUnreadableEffects(client, shopId, unusable, now);
  });
  return unusable.length;
}
