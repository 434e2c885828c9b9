import type pg from 'pg';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { Environment } from '#app/platform/env.ts';
import type { ActionSubject } from '#app/journeys/store/action-person.server.ts';
import { fillActionLine, fillActionText } from '#app/journeys/actions/action-text.ts';
import { actionValues } from '#app/journeys/actions/action-person.ts';
import { loadSender } from '#app/messages/delivery/load-sender.server.ts';
import type { Mailer, OutgoingMail } from '#app/messages/delivery/mailer.ts';
import { messageIdOf } from '#app/messages/delivery/message-id.ts';
import type { MailOperator } from '#app/messages/sender/sending-domain.ts';
import { actionMailBody, personAdminUrl } from './action-mail.ts';

/** What emails of actions need from the process around them. */
export type ActionMailServices = {
  pool: pg.Pool;
  mailer: Mailer;
  operator: MailOperator;
  links: { appUrl: string };
  environment: Pick<Environment, 'SHOPIFY_API_KEY'>;
};

/** Longer subjects are cut by mail programs. */
const LONGEST_SUBJECT = 200;

/** What an email of an action says, and to whom; `replyTo` is where answers go in place of the shop's own address. */
export type ActionMailRequest = {
  effectKey: string;
  to: string;
  replyTo: string | null;
  subject: string;
  text: string;
};

/** The finished email of an action, from the shop's sender, about a person. */
export async function composeActionMail(
  client: ShopClient,
  shopId: string,
  { operator, links, environment }: ActionMailServices,
  { effectKey, to, replyTo, subject, text }: ActionMailRequest,
  { person, journey, shopDomain }: ActionSubject,
): Promise<OutgoingMail> {
  const sender = await loadSender(client, shopId, operator);
  const values = actionValues(person, journey);
  const personUrl = personAdminUrl(shopDomain, environment.SHOPIFY_API_KEY, person.id);
  return {
    messageId: messageIdOf(shopId, effectKey, links.appUrl),
    from: sender.from,
    to,
    replyTo: replyTo ?? sender.replyTo,
    dkim: sender.dkim,
    subject: fillActionLine(subject, values, LONGEST_SUBJECT),
    ...actionMailBody(fillActionText(text, values), personUrl),
    unsubscribeUrl: null,
  };
}
