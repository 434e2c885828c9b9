import type pg from 'pg';
import { openMailKeys, type MailDoubt } from '#app/effects/store/mail-doubts.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import type { LinkMaker } from '#app/messages/render/compose-mail.ts';
import type { Mailer } from './mailer.ts';
import { messageIdOf } from './message-id.ts';
import { resolveDoubts } from './resolve-doubt.server.ts';

/** What recovery needs from the process around it. */
export type RecoveryServices = {
  pool: pg.Pool;
  clock: Clock;
  mailer: Mailer;
  links: Pick<LinkMaker, 'appUrl'>;
  heartbeat: Heartbeat;
};

/** More than one process can leave behind at once. */
const MOST = 500;
/** The receiver is asked about so many at a time. */
const AT_ONCE = 20;

/**
 * Finds out what became of mails whose sender died, or lost the link, between handing over and receiving the
 * answer. The receiver is asked by Message-ID: it has the mail, so it was sent; it has not, so it is sent
 * again; it cannot say, so a person decides. Nothing is ever sent again by guess. Mails that this very process
 * left behind are of an earlier run that failed: only one run of a shop may be under way.
 */
export async function recoverMails(services: RecoveryServices, shopId: string): Promise<void> {
  const { pool, mailer, heartbeat } = services;
  const keys = await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    const canAsk = mailer.lookup !== undefined;
    return await openMailKeys(client, shopId, { fence: heartbeat.fence, canAsk, limit: MOST });
  });
  for (let from = 0; from < keys.length; from += AT_ONCE)
    await resolveBatch(services, shopId, keys.slice(from, from + AT_ONCE));
}

/** What the receiver says of some mails is written down in one transaction, also when it did not say it of others. */
async function resolveBatch(
  { pool, clock, mailer, links, heartbeat }: RecoveryServices,
  shopId: string,
  keys: readonly string[],
): Promise<void> {
  const asked = keys.map(async (key): Promise<MailDoubt> => {
    const messageId = messageIdOf(shopId, key, links.appUrl);
    return { key, messageId, found: (await mailer.lookup?.(messageId)) ?? 'unknown' };
  });
  const answers = await Promise.allSettled(asked);
  const doubts = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  await inShop(pool, shopId, async (client) => {
    await assertLease(client, heartbeat);
    await resolveDoubts(client, shopId, doubts, clock.now());
  });
  const failure = answers.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}
