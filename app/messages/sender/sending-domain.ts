import { DAY, HOUR } from '#app/lib/duration.ts';

/** What the operator of the app sends with. */
export type MailOperator = {
  /** The address that mail of unproven domains leaves from. */
  address: string;
  /** The host whose SPF record lists the operator's mail servers. */
  spfHost: string;
  /** Where bounces of all emails return to; null when they return to the sender of each. */
  bounceDomain: string | null;
  /** Signs mail of proven domains; null when the operator has set none up, and then no domain can be proven. */
  key: { privateKey: string; publicKey: string } | null;
};

export type DomainState = 'unproven' | 'proven' | 'failing';

/** What DNS said of one record. */
export type RecordFinding = 'found' | 'missing' | 'different' | 'several' | 'unreachable';
export type DomainFindings = { spf: RecordFinding; dkim: RecordFinding };

/** What is known of a domain; times are epoch milliseconds. */
export type SendingDomain = {
  domain: string;
  state: DomainState;
  findings: DomainFindings | null;
  checkedAt: number | null;
  /** When both records were last there. */
  provenAt: number | null;
  createdAt: number;
};

/** A record that the merchant adds to the domain's DNS. */
export type DnsRecord = { type: 'TXT'; name: string; value: string };

/** The texts of a name's TXT records; `unreachable` when DNS gave no answer. */
export type TxtAnswer = string[] | 'unreachable';

/**
 * The DKIM selector of a shop. It names the shop, so that a record proves the domain for this shop and no other
 * one that the operator sends for.
 */
export function selectorOf(shopId: string): string {
  return `t${shopId.replaceAll('-', '')}`;
}

/** Where the two records stand and what they say. */
export function recordsOf(
  domain: string,
  shopId: string,
  { spfHost, key }: MailOperator,
): { spf: DnsRecord; dkim: DnsRecord } | null {
  if (key === null) return null;
  return {
    spf: { type: 'TXT', name: domain, value: `v=spf1 include:${spfHost} ~all` },
    dkim: {
      type: 'TXT',
      name: `${selectorOf(shopId)}._domainkey.${domain}`,
      value: `v=DKIM1; k=rsa; p=${key.publicKey}`,
    },
  };
}

/** Whether the SPF record of a domain lets the operator send (RFC 7208: one record, its terms apart by spaces). */
export function findSpf(texts: TxtAnswer, spfHost: string): RecordFinding {
  if (texts === 'unreachable') return 'unreachable';
  const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
  if (records.length > 1) return 'several';
  const [record] = records;
  if (record === undefined) return 'missing';
  const terms = record.toLowerCase().split(/ +/);
  const wanted = `include:${spfHost.toLowerCase()}`;
  return terms.includes(wanted) || terms.includes(`+${wanted}`) ? 'found' : 'different';
}

/** Whether the key under a shop's selector is the operator's (RFC 6376, 3.6.1: tags apart by semicolons). */
export function findDkim(texts: TxtAnswer, publicKey: string): RecordFinding {
  if (texts === 'unreachable') return 'unreachable';
  if (texts.length > 1) return 'several';
  const [record] = texts;
  if (record === undefined) return 'missing';
  const tags = new Map(
    record.split(';').map((tag) => {
      const [name = '', ...value] = tag.split('=');
      return [name.trim().toLowerCase(), value.join('=').replaceAll(/\s/g, '')] as const;
    }),
  );
  const isDkim = (tags.get('v') ?? 'DKIM1') === 'DKIM1' && (tags.get('k') ?? 'rsa') === 'rsa';
  return isDkim && tags.get('p') === publicKey ? 'found' : 'different';
}

/** A domain whose name servers do not answer stays proven for so long. */
const TRUSTED_MS = 3 * DAY;

/**
 * What is known of a domain after a look at its records. Mail leaves from it only while it is proven, so a record
 * that is gone counts at once, and name servers that do not answer only after days.
 * @param now epoch milliseconds
 */
export function domainAfter(
  known: SendingDomain,
  findings: DomainFindings,
  now: number,
): SendingDomain {
  const both = [findings.spf, findings.dkim];
  const seen = { ...known, findings, checkedAt: now };
  if (both.every((finding) => finding === 'found'))
    return { ...seen, state: 'proven', provenAt: now };
  const isUnanswered = both.every((finding) => finding === 'found' || finding === 'unreachable');
  if (isUnanswered && known.state === 'proven' && now - (known.provenAt ?? 0) < TRUSTED_MS)
    return seen;
  return { ...seen, state: known.provenAt === null ? 'unproven' : 'failing' };
}

/** When a domain is looked at again: often while the merchant is waiting, then a few times a day. */
export function nextCheckAt({ state, createdAt }: SendingDomain, now: number): number {
  if (state === 'proven') return now + 6 * HOUR;
  return now + (now - createdAt < 7 * DAY ? HOUR : DAY);
}
