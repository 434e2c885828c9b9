import { getDomain } from 'tldts';
import { emailDomain } from '#app/lib/free-mail.ts';
import { wantedDomain } from '#app/messages/sender/choose-sender.ts';
import type { MailSettings } from '#app/messages/sender/mail-settings.ts';
import { recordsOf, type MailOperator } from '#app/messages/sender/sending-domain.ts';

/** The domain that is checked, and what its records have to say. */
export type DomainSubject = {
  /** Of the From address. */
  domain: string;
  /** Where bounces return to, whose SPF counts for alignment. */
  returnDomain: string;
  /** What its owner registered: where a DMARC record counts for all below (RFC 7489, 3.2). */
  organisation: string;
  /** Where answers go; the same as `domain` without an address of their own. */
  replyDomain: string;
  /** Gets the reports of a DMARC record. */
  reportAddress: string;
  /** The host whose SPF record lists the mail servers. */
  spfHost: string;
  dkim: { domain: string; name: string; value: string; publicKey: string; bits: number };
};

/** The organisational domain of a name, by the Public Suffix List with the suffixes of companies. */
export function organisationOf(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: true }) ?? domain;
}

/**
 * What is checked for a shop; null while it sends from no domain of its own, or the operator offers none.
 * @param bits of the operator's key
 */
export function domainSubject(
  shopId: string,
  sender: MailSettings['sender'],
  operator: MailOperator,
  bits: number,
): DomainSubject | null {
  const domain = wantedDomain(sender, operator);
  if (sender === null || domain === null || operator.key === null) return null;
  const records = recordsOf(domain, shopId, operator);
  if (records === null) return null;
  const { name, value } = records.dkim;
  return {
    domain,
    // As the envelope and the signature of emails are made, see the mailer and `chooseSender`.
    returnDomain: operator.bounceDomain ?? domain,
    organisation: organisationOf(domain),
    replyDomain: emailDomain(sender.replyTo ?? sender.address),
    reportAddress: sender.address,
    spfHost: operator.spfHost,
    dkim: { domain, name, value, publicKey: operator.key.publicKey, bits },
  };
}
