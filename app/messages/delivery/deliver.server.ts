import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { assertLease, type Heartbeat } from '#app/queue/heartbeat.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
import { mayBeInputFault } from '#app/queue/isolate-faults.server.ts';
import { composeMail, type LinkMaker } from '#app/messages/render/compose-mail.ts';
import type { Renderer, RenderEmail } from '#app/messages/render/renderer.server.ts';
import { asksForReview } from '#app/messages/templates/email-content.ts';
import { markupInLanguage } from '#app/messages/templates/email-language.ts';
import type { EffectExecutor } from '#app/effects/effect-executor.server.ts';
import type { RandomSource } from '#app/effects/retry-policy.ts';
import {
  decideDueMails,
  MAIL_BATCH,
  type DecidedMails,
  type MailDecisionServices,
  type ReadyMail,
} from './decide-due-mails.server.ts';
import { failUnusableMails } from './fail-unusable-mails.server.ts';
import type { Sender } from './load-sender.server.ts';
import type { Mailer, MailOutcome, OutgoingMail } from './mailer.ts';
import { recordHeld } from './held-mails.server.ts';
import { createMailMarks } from './mail-marks.server.ts';
import { messageIdOf } from './message-id.ts';
import { recoverMails } from './recover-mails.server.ts';
import { selectWaitingDeliveries } from './store/mail-stops.server.ts';

/** What sending needs from the process around it. */
export type MailServices = MailDecisionServices & {
  pool: pg.Pool;
  clock: Clock;
  mailer: Mailer;
  renderer: Renderer;
  links: LinkMaker;
  heartbeat: Heartbeat;
  /** Processes all deliveries in a shop's inbox. */
  processInbox: (shopId: string) => Promise<void>;
  log: Pick<Logger, 'error'>;
  /** Spreads the moments at which mails are tried again. */
  random: RandomSource;
  /** Mails under way at the same time. */
  concurrency: number;
};

/** Emails have two phases of their own, and leave over several connections: decision 0056. */
export const mailExecutor: EffectExecutor<'email', MailServices> = {
  works: 'by itself',
  async run(services, shopId) {
    const { isOver } = await deliverBatches(services, shopId, BATCHES_A_TURN);
    return isOver ? null : TURN_MS;
  },
};

/** After so many the run ends, and goes on after what else of the shop is due. */
export const BATCHES_A_TURN = 5;
const TURN_MS = 1;

/** What one round of sending came to. */
export type Delivered = { sent: number; held: number; refused: number; inDoubt: number };

/** How often mails are held back by consents that arrive while they are about to leave; more wait for the next run. */
const MOST_HELD_BACK = 20;

/** A receiver whose link broke may still be writing the mail down when it is asked. */
const LOOKUP_DELAY_MS = SECOND;

/**
 * Sends every mail of a shop that is due, oldest first, until none is left. Consents in the inbox are processed
 * before. At most one run of this a shop may be under way at a time. Safe to kill at any moment and to run again.
 * @throws ReleasedError when the lease of this process expired meanwhile
 */
export async function deliverMails(services: MailServices, shopId: string): Promise<Delivered> {
  return (await deliverBatches(services, shopId, Infinity)).delivered;
}

/** The same, and no more batches than that. */
async function deliverBatches(
  services: MailServices,
  shopId: string,
  mostBatches: number,
): Promise<{ delivered: Delivered; isOver: boolean }> {
  await recoverMails(services, shopId);
  const total: Delivered = { sent: 0, held: 0, refused: 0, inDoubt: 0 };
  let isConsentPending = await checkInbox(services, shopId);
  let batches = 0;
  let isOver = true;
  for (let [tried, heldBack] = [MAIL_BATCH, 0]; tried === MAIL_BATCH || isConsentPending;) {
    if (batches === mostBatches) {
      isOver = false;
      break;
    }
    batches += 1;
    if (isConsentPending) await services.processInbox(shopId);
    const batch = await nextBatch(services, shopId);
    tried = batch.tried;
    total.held += batch.held;
    for (const { outcome } of await sendAll(services, shopId, batch.sender, batch.ready)) {
      if (outcome === 'accepted') total.sent += 1;
      else if (outcome === 'refused') total.refused += 1;
      else total.inDoubt += 1;
    }
    isConsentPending = tried > 0 && (await checkInbox(services, shopId));
    // The worker that processes them enqueues this job again.
    if (isConsentPending && (heldBack += 1) > MOST_HELD_BACK) break;
  }
  if (total.inDoubt > 0 && services.mailer.lookup) {
    await delay(LOOKUP_DELAY_MS);
    await recoverMails(services, shopId);
  }
  return { delivered: total, isOver };
}

/**
 * Asks for the job that drains what waits in the inbox: the events of a whole batch of mails are processed together. Asked before
 * the first batch as well, for those of a run that broke off.
 * @returns whether consents wait there
 */
function checkInbox({ pool }: MailServices, shopId: string): Promise<boolean> {
  return inShop(pool, shopId, async (client) => {
    const { hasDeliveries, hasConsents } = await selectWaitingDeliveries(client, shopId);
    if (hasDeliveries) await enqueueJob(client, shopId, 'drain');
    return hasConsents;
  });
}

/** Takes the next due mails, puts aside those that must not or not yet go, and gives the others. */
async function nextBatch(services: MailServices, shopId: string): Promise<MailBatch> {
  const { pool, clock, heartbeat } = services;
  const now = clock.now();
  const take = async (client: ShopClient) => {
    await assertLease(client, heartbeat);
    const { held, ...batch } = await decideDueMails(client, shopId, services, now);
    await recordHeld(client, shopId, held, now);
    return { ...batch, held: held.length };
  };
  try {
    return await inShop(pool, shopId, take);
  } catch (error) {
    const takeOne = (key: string) =>
      inShop(pool, shopId, (client) => decideDueMails(client, shopId, services, now, key));
    if (!mayBeInputFault(error)) throw error;
    if ((await failUnusableMails(services, shopId, now, MAIL_BATCH, takeOne)) === 0) throw error;
    return await inShop(pool, shopId, take);
  }
}

type MailBatch = Omit<DecidedMails, 'held'> & { held: number };

async function sendAll(
  services: MailServices,
  shopId: string,
  sender: Sender,
  mails: readonly ReadyMail[],
): Promise<MailOutcome[]> {
  if (mails.length === 0) return [];
  const { attempt, complete, hold } = createMailMarks(services, shopId);
  const render = await services.renderer.prepare(
    mails.flatMap(({ email, language }) => (email ? markupInLanguage(email, language).markup : [])),
  );
  const outcomes: MailOutcome[] = [];
  // The connection takes its next mail while the answer to the last is written down.
  const completions: Promise<PromiseSettledResult<unknown>[]>[] = [];
  const queue = mails[Symbol.iterator]();
  const lanes = Array.from({ length: Math.min(services.concurrency, mails.length) }, async () => {
    for (const mail of queue) {
      const outgoing = await writeMail(services, render, sender, mail);
      if (!outgoing) {
        const decision = { act: 'fail', reason: 'not_renderable' } as const;
        await hold({ ...mail, decision, input: undefined });
        continue;
      }
      const { template, class: messageClass, journeyKey } = mail.request;
      // As late as can be: everything that may stop the mail is looked at once more here.
      const { to: address, subject, messageId } = outgoing;
      const templateVersion = mail.email?.version ?? null;
      const attempted = { ...mail, class: messageClass, address, subject, templateVersion };
      if (!(await attempt(attempted))) continue;
      const outcome = await services.mailer.send(outgoing);
      const completion = {
        ...mail,
        address,
        journeyKey,
        template,
        class: messageClass,
        subject,
        messageId,
        outcome,
        coupon: mail.facts.coupon,
        asksForReview: asksForReview(mail.email?.content),
      };
      completions.push(Promise.allSettled([complete(completion)]));
      outcomes.push(outcome);
    }
  });
  const ends = [...(await Promise.allSettled(lanes)), ...(await Promise.all(completions)).flat()];
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure) throw failure.reason;
  return outcomes;
}

/** A process that waits for its processor may be slow once. */
const MOST_WRITTEN = 2;

/**
 * The finished mail; null when it cannot be rendered, which must not hold up the others. What else the process has to do gets
 * its turn before.
 */
async function writeMail(
  services: MailServices,
  render: RenderEmail,
  sender: Sender,
  mail: ReadyMail,
): Promise<OutgoingMail | null> {
  let problem: unknown;
  for (let tries = 0; tries < MOST_WRITTEN; tries += 1) {
    await nextTurn();
    try {
      return outgoingMail(services, render, sender, mail);
    } catch (error) {
      problem = error;
    }
  }
  services.log.error(
    { err: problem, shop: sender.shop.id, effect: mail.key },
    'a mail could not be written',
  );
  return null;
}

function outgoingMail(
  { links }: MailServices,
  render: RenderEmail,
  sender: Sender,
  mail: ReadyMail,
): OutgoingMail {
  const { address, lines } = mail.decision;
  if (!mail.email) throw new Error(`There is no email ${mail.request.template}. Restore it.`);
  const { coupon: offered } = mail.facts;
  const coupon = offered?.state === 'ready' ? offered.coupon : null;
  const { language, markup } = markupInLanguage(mail.email, mail.language);
  const about = { ...mail, about: mail.facts.about, address, lines, coupon, language };
  const view = composeMail(sender.shop, about, links);
  return {
    ...render(markup, view),
    messageId: messageIdOf(sender.shop.id, mail.key, links.appUrl),
    from: sender.from,
    to: address,
    replyTo: sender.replyTo,
    dkim: sender.dkim,
    unsubscribeUrl: view.unsubscribe,
  };
}
