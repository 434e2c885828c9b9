import type pg from 'pg';
import { inShop } from '#app/db.server.ts';
import { assertAlive, type Pulse } from '#app/jobs/heartbeat.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import type { LinkMaker } from './compose-mail.ts';
import type { Mailer } from './mailer.ts';
import { messageIdOf } from './message-id.ts';
import { resolveDoubt } from './resolve-doubt.server.ts';

/** What recovery needs from the process around it. */
export type Recovery = {
  pool: pg.Pool;
  clock: Clock;
  mailer: Mailer;
  links: Pick<LinkMaker, 'appUrl'>;
  pulse: Pulse;
};

/** More than one process can leave behind at once. */
const MOST = 500;

/**
 * Finds out what became of mails whose sender died, or lost the link, between handing over and hearing the
 * answer. The receiver is asked by Message-ID: it has the mail, so it was sent; it has not, so it is sent
 * again; it cannot say, so a person decides. Nothing is ever sent again by guess. Mails that this very process
 * left behind are of an earlier run that failed: only one run of a shop may be under way.
 */
export async function recoverMails(recovery: Recovery, shopId: string): Promise<void> {
  const { pool, clock, mailer, links, pulse } = recovery;
  const keys = await inShop(pool, shopId, async (client) => {
    await assertAlive(client, pulse);
    const { rows } = await client.query<{ key: string }>(
      `select e.key from effect e
        where e.shop_id = $1 and e.kind = 'email'
          and (e.state = 'attempted'
                 and (e.fence = $4
                      or exists (select from heartbeat h where h.fence = e.fence and h.released_at is not null))
               or e.state = 'in_doubt' and $2)
        order by e.attempted_at limit $3`,
      [shopId, mailer.lookup !== undefined, MOST, pulse.fence],
    );
    return rows.map(({ key }) => key);
  });
  for (const key of keys) {
    const found = (await mailer.lookup?.(messageIdOf(shopId, key, links.appUrl))) ?? 'unknown';
    await inShop(pool, shopId, async (client) => {
      await assertAlive(client, pulse);
      await resolveDoubt(
        client,
        shopId,
        key,
        found,
        messageIdOf(shopId, key, links.appUrl),
        clock.now(),
      );
    });
  }
}
