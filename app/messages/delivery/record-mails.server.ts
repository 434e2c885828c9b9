import type { MessageClass } from '#app/consent/may-send.ts';
import type { MailProof } from '#app/effects/store/mail-phases.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { internalDelivery } from '#app/events/inbox/delivery.ts';
import { insertDeliveries } from '#app/events/inbox/store/save-deliveries.server.ts';
import { loadAskedProducts } from '#app/messages/contexts/asked-products.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { MailDecisionInput } from './mail-input.ts';
import type { CouponState } from '#app/offers/coupon.ts';
import { markCodesSent } from '#app/offers/store/code-states.server.ts';
import { insertSentMails, suppressBounced } from './store/sent-mails.server.ts';
import { VERIFICATION_MAIL } from './verification-mail.ts';

/** A mail as it was handed over. */
export type SentMail = MailProof & {
  key: string;
  profileId: string | null;
  runId: string | null;
  customerId: string | null;
  address: string;
  journeyKey: string | null;
  template: string;
  class: MessageClass;
  subject: string;
  messageId: string;
  /** What the decision to send it read; absent where that is not known any more. */
  input?: MailDecisionInput;
  /** How the offer stood that it shows. */
  coupon?: CouponState | undefined;
  /** Whether it asks for a review; absent where only the version of its email is known. */
  asksForReview?: boolean;
};

/**
 * Keeps the mails that were accepted, each with the consent that allowed it, and puts an event of each into the inbox. The caller
 * sees to the job that drains it.
 */
export async function recordSent(
  client: ShopClient,
  shopId: string,
  sent: readonly SentMail[],
  now: number,
): Promise<void> {
  const known = sent.flatMap((mail) =>
    mail.profileId === null ? [] : [{ ...mail, profileId: mail.profileId }],
  );
  if (known.length === 0) return;
  await insertSentMails(client, shopId, known, now);
  await noteSentCodes(client, shopId, known);
  const asked = await loadAskedProducts(client, shopId, known, now);
  await storeMailEvents(client, shopId, 'mail.sent', known, now, ({ key, template }) => ({
    template,
    asked: asked.get(key),
  }));
}

/** Notes the codes that the mails showed. */
async function noteSentCodes(
  client: ShopClient,
  shopId: string,
  mails: readonly SentMail[],
): Promise<void> {
  const codes = mails.flatMap(({ coupon }) =>
    coupon?.state === 'ready' ? (coupon.coupon.code ?? []) : [],
  );
  if (codes.length > 0) await markCodesSent(client, shopId, codes);
}

/** Stops all mail to the addresses of mails that bounced for good, and puts an event of each into the inbox, as `recordSent`. */
export async function recordBounces(
  client: ShopClient,
  shopId: string,
  bounced: readonly SentMail[],
  now: number,
): Promise<void> {
  if (bounced.length === 0) return;
  const addresses = bounced.map(({ address }) => address);
  await suppressBounced(client, shopId, addresses, now);
  await storeMailEvents(client, shopId, 'mail.bounced', bounced, now, () => ({}));
}

/**
 * Puts an event of each mail that came back into the inbox, and asks for the job that drains it; the same mail counts once, by whom it is
 * reported. `at` is when it came back, epoch milliseconds.
 */
export async function storeBounceEvents(
  client: ShopClient,
  shopId: string,
  bounced: readonly (MailOfPerson & { at: number })[],
  now: number,
): Promise<void> {
  if (bounced.length === 0) return;
  await storeMailEvents(client, shopId, 'mail.bounced', bounced, now, () => ({}));
  await enqueueJob(client, shopId, 'drain');
}

type MailOfPerson = {
  key: string;
  template: string;
  customerId: string | null;
  address: string;
  /** When it happened, where that is not now. */
  at?: number;
};

/**
 * Stores an event of each mail that belongs to the person with its address.
 * @param more what the event says beside which mail it is about, and when
 */
async function storeMailEvents<M extends MailOfPerson>(
  client: ShopClient,
  shopId: string,
  kind: 'mail.sent' | 'mail.bounced',
  mails: readonly M[],
  now: number,
  more: (mail: M) => object,
): Promise<void> {
  const deliveries = mails.filter(isOfPerson).map((mail) => {
    const at = mail.at ?? now;
    const event = { identifiers: identifiersOf(mail), at, effectKey: mail.key, ...more(mail) };
    return internalDelivery(kind, mail.key, at, event);
  });
  if (deliveries.length > 0) await insertDeliveries(client, shopId, deliveries);
}

/** Whether a mail belongs to the person with its address: a stranger may have typed it, and it is not confirmed yet. */
function isOfPerson({ template }: { template: string }): boolean {
  return template !== VERIFICATION_MAIL;
}

function identifiersOf(mail: { customerId: string | null; address: string }): Identifier[] {
  return mail.customerId === null
    ? [{ kind: 'email', value: mail.address }]
    : [{ kind: 'customer', value: mail.customerId }];
}
