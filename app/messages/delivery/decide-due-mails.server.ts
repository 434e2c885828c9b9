import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import type { Line } from '#app/events/event.ts';
import { loadRecommended } from '#app/messages/contexts/load-recommended.server.ts';
import type { OpenDeals } from '#app/messages/planner/load-planned-people.server.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import { asksForReview } from '#app/messages/templates/email-content.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { decideMail, type SendDecision } from './decide-mail.ts';
import type { HeldMail } from './held-mails.server.ts';
import { loadDueMails, type DueMail } from './load-mails.server.ts';
import { mailInputOf, type MailDecisionInput } from './mail-input.ts';
import { loadSender, type Sender } from './load-sender.server.ts';
import { paceCampaigns } from './pace-campaigns.server.ts';
import { planMails } from './plan-mails.server.ts';

/** Due mails are taken so many at a time. */
export const MAIL_BATCH = 200;

/** A mail that leaves now. */
export type ReadyMail = DueMail & {
  decision: SendDecision & { act: 'send' };
  input: MailDecisionInput;
  recommended: readonly RecommendedProduct[];
};

/** What deciding needs beside the database. */
export type MailDecisionServices = {
  operator: MailOperator;
  /** With whom the shop has an open deal. */
  openDeals: OpenDeals;
};

/** How many were taken, and what became of each that can be read. */
export type DecidedMails = { tried: number; held: HeldMail[]; ready: ReadyMail[]; sender: Sender };

/**
 * What becomes of the next due mails, or of the one with a key. Those that cannot be read are given up.
 * @param now epoch milliseconds
 */
export async function decideDueMails(
  client: ShopClient,
  shopId: string,
  { operator, openDeals }: MailDecisionServices,
  now: number,
  onlyKey: string | null = null,
): Promise<DecidedMails> {
  const sender = await loadSender(client, shopId, operator);
  const due = await loadDueMails(client, shopId, now, MAIL_BATCH, onlyKey);
  const allowed = due.mails.filter(({ facts }) => decideMail(facts, now).act === 'send');
  const isOne = onlyKey !== null;
  const putOff = isOne ? new Set() : await paceCampaigns(client, shopId, allowed, now);
  const leaving = allowed.filter(({ key }) => !putOff.has(key));
  const keys = new Set(due.mails.map(({ key }) => key));
  const holds = await planMails(client, shopId, leaving, keys, sender.rules, now, openDeals);
  const sendable: Omit<ReadyMail, 'recommended'>[] = [];
  const held: HeldMail[] = [];
  for (const mail of due.mails) {
    if (putOff.has(mail.key)) continue;
    // Asked again, because a mail before it may ask about the same products.
    const decision = holds.get(mail.key) ?? decideMail(mail.facts, now);
    const input = mailInputOf(mail.facts, now);
    if (decision.act === 'send') {
      sendable.push({ ...mail, decision, input });
      if (asksForReview(mail.email?.content)) noteAsked(mail, decision.lines);
    } else held.push({ ...mail, decision, input });
  }
  const recommended = await loadRecommended(client, shopId, sendable, now);
  const ready = sendable.map((mail) => ({
    ...mail,
    recommended: recommended.get(mail.key) ?? [],
  }));
  return { tried: due.taken, held, ready, sender };
}

/** The next mail of the same person does not ask about the same products again. */
function noteAsked({ reviewed }: DueMail, lines: readonly Line[]): void {
  for (const { productId } of lines) if (productId !== null) reviewed.add(productId);
}
