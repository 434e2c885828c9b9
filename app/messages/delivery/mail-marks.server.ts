import type pg from 'pg';
import type { RandomSource } from '#app/effects/retry-policy.ts';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
import { groupCommit } from '#app/lib/group-commit.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { retryOnOutage } from '#app/queue/retry-on-outage.server.ts';
import { recordHeld, type HeldMail } from './held-mails.server.ts';
import {
  markAttempted,
  markCompleted,
  type HandedMail,
  type MailAttempt,
} from './mail-attempts.server.ts';

/** What marking mails needs from the process around it. */
export type MailMarkServices = {
  pool: pg.Pool;
  clock: Clock;
  heartbeat: Heartbeat;
  random: RandomSource;
};

/** Writes down what becomes of mails while they leave, of many in one transaction. */
export type MailMarks = {
  /** Marks a mail as attempted. @returns whether it may go out now */
  attempt: (mail: MailAttempt) => Promise<boolean>;
  /** Marks what came of a mail that was handed over. An outage of the database does not make it forgotten. */
  complete: (mail: HandedMail) => Promise<boolean>;
  /** Marks a mail that does not leave. */
  hold: (mail: HeldMail) => Promise<boolean>;
};

/** The events of mails wait no longer than this in the inbox while others leave; the next mark asks for their job then. */
const DRAIN_AFTER_MS = SECOND;

/** Marks of the mails of one batch of a shop; who sends it asks at its end for the job that drains the inbox. */
export function createMailMarks(
  { pool, clock, heartbeat, random }: MailMarkServices,
  shopId: string,
): MailMarks {
  let drainAskedAt = clock.now();

  const inOneTransaction = <T>(work: (client: ShopClient) => Promise<T>): Promise<T> =>
    inShop(pool, shopId, async (client) => {
      await assertLease(client, heartbeat);
      return await work(client);
    });

  const attempt = groupCommit((attempts: readonly MailAttempt[]) =>
    inOneTransaction(async (client) => {
      const marked = await markAttempted(client, shopId, heartbeat.fence, attempts, clock.now());
      return attempts.map(({ key }) => marked.has(key));
    }),
  );

  // What a receiver answered is known only here: an outage must not make us forget it.
  const complete = groupCommit((completed: readonly HandedMail[]) =>
    retryOnOutage(() =>
      inOneTransaction(async (client) => {
        const now = clock.now();
        await markCompleted(client, shopId, heartbeat.fence, completed, now, random);
        if (now - drainAskedAt >= DRAIN_AFTER_MS) {
          drainAskedAt = now;
          await enqueueJob(client, shopId, 'drain');
        }
        return completed.map(() => true);
      }),
    ),
  );

  const hold = groupCommit((held: readonly HeldMail[]) =>
    inOneTransaction(async (client) => {
      await recordHeld(client, shopId, held, clock.now());
      return held.map(() => true);
    }),
  );

  return { attempt, complete, hold };
}
