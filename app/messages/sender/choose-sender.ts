import { emailDomain, isFreeMail } from '#app/lib/free-mail.ts';
import { holdsAddress } from '#app/lib/holds-address.ts';
import type { MailSettings } from './mail-settings.ts';
import { selectorOf, type DomainState, type MailOperator } from './sending-domain.ts';

/** The shop as far as its mails name it. */
export type SenderShop = { id: string; name: string; domain: string; email: string | null };

/** Whose name stands on a mail, and where answers go. */
export type ChosenSender = {
  from: { name: string; address: string };
  replyTo: string | null;
  /** Under which name the mail is signed for the sender's own domain; null when it leaves from the operator's. */
  dkim: { domain: string; selector: string } | null;
};

/**
 * The domain that a shop wants to send from; null when there is none, or when anyone can get an address at it, so
 * that it can never be proven.
 */
export function wantedDomain(
  sender: MailSettings['sender'],
  operator: MailOperator,
): string | null {
  if (sender === null) return null;
  const domain = emailDomain(sender.address);
  return isFreeMail(domain) || domain === emailDomain(operator.address) ? null : domain;
}

/**
 * Who a shop's mails are from. Until DNS proves that the merchant's domain lets the operator send, they leave from
 * the operator's address in the shop's name, and answers go to the merchant.
 * @param state of the domain that `wantedDomain` names
 */
export function chooseSender(
  shop: SenderShop,
  sender: MailSettings['sender'],
  state: DomainState | null,
  operator: MailOperator,
): ChosenSender {
  const name = sender?.name ?? shop.name;
  const shown = holdsAddress(name) ? (shop.domain.split('.', 1)[0] ?? shop.domain) : name;
  const domain = wantedDomain(sender, operator);
  if (sender !== null && domain !== null && state === 'proven' && operator.key !== null) {
    const from = { name: shown, address: sender.address };
    return { from, replyTo: sender.replyTo, dkim: { domain, selector: selectorOf(shop.id) } };
  }
  return {
    from: { name: shown, address: operator.address },
    replyTo: sender?.replyTo ?? sender?.address ?? shop.email,
    dkim: null,
  };
}
