import { z } from 'zod';
import { StoredEmail } from '#app/lib/email-address.ts';

/** Makes texts unreadable and unforgeable; `context` says what the text is for. */
export type Sealer = {
  seal(plain: string, context: string): string;
  open(sealed: string, context: string): string | null;
};

/** What a tracked link knows: whose mail it stood in and where it leads. */
export type LinkClaim = { shopId: string; effectKey: string; url: string };

/** What an unsubscribe link knows. It holds for years, so it rests on no row that may be gone by then. */
export type UnsubscribeClaim = { shopId: string; profileId: string; address: string };

/** What the link in a verification mail knows: the application whose address it was mailed to. */
export type VerificationClaim = { shopId: string; applicationId: string };

const LinkFields = z.tuple([z.uuid(), z.string(), z.url({ protocol: /^https?$/ })]);
const VerificationFields = z.tuple([z.uuid(), z.uuid()]);
const UnsubscribeFields = z.tuple([z.uuid(), z.uuid(), StoredEmail]);

export function linkToken(sealer: Sealer, { shopId, effectKey, url }: LinkClaim): string {
  return sealer.seal(JSON.stringify([shopId, effectKey, url]), 'link');
}

export function unsubscribeToken(
  sealer: Sealer,
  { shopId, profileId, address }: UnsubscribeClaim,
): string {
  return sealer.seal(JSON.stringify([shopId, profileId, address]), 'unsubscribe');
}

export function verificationToken(
  sealer: Sealer,
  { shopId, applicationId }: VerificationClaim,
): string {
  return sealer.seal(JSON.stringify([shopId, applicationId]), 'verify-application');
}

/** What a token of a verification link says; null when we did not make it. */
export function readVerificationToken(sealer: Sealer, token: string): VerificationClaim | null {
  const fields = VerificationFields.safeParse(unsealed(sealer, token, 'verify-application')).data;
  return fields ? { shopId: fields[0], applicationId: fields[1] } : null;
}

/** What a token of a tracked link says; null when we did not make it. */
export function readLinkToken(sealer: Sealer, token: string): LinkClaim | null {
  const fields = LinkFields.safeParse(unsealed(sealer, token, 'link')).data;
  return fields ? { shopId: fields[0], effectKey: fields[1], url: fields[2] } : null;
}

/** What a token of an unsubscribe link says; null when we did not make it. */
export function readUnsubscribeToken(sealer: Sealer, token: string): UnsubscribeClaim | null {
  const fields = UnsubscribeFields.safeParse(unsealed(sealer, token, 'unsubscribe')).data;
  return fields ? { shopId: fields[0], profileId: fields[1], address: fields[2] } : null;
}

function unsealed(sealer: Sealer, token: string, context: string): unknown {
  const plain = sealer.open(token, context);
  return plain === null ? null : JSON.parse(plain);
}

/** The address with the words by which the shop's own statistics know where a visit came from. */
export function withUtm(url: string, campaign: string, content: string): string {
  const marked = new URL(url);
  marked.searchParams.set('utm_source', 'tendril');
  marked.searchParams.set('utm_medium', 'email');
  marked.searchParams.set('utm_campaign', campaign);
  marked.searchParams.set('utm_content', content);
  return marked.href;
}

/** Whether an address leads to one of the shop's own hosts, so that our links lead nowhere else. */
export function isOwnAddress(url: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return (protocol === 'https:' || protocol === 'http:') && hosts.includes(host);
}

/** Where a shop's pages are; `hosts` are those of all its domains, as Shopify said last. */
export type ShopPages = { domain: string; storefrontUrl: string; hosts: readonly string[] };

/** The hosts a shop's pages are on. */
export function shopHosts({ domain, storefrontUrl, hosts }: ShopPages): string[] {
  return [domain, new URL(storefrontUrl).host, ...hosts];
}

/**
 * Where a link that we sealed leads now: a domain that was the shop's may be taken away after the mail left, and then
 * the same page of the shop is meant. It never leads to another site.
 */
export function addressNow(url: string, shop: ShopPages): string {
  if (isOwnAddress(url, shopHosts(shop))) return url;
  const { pathname, search } = new URL(url);
  const { origin } = new URL(shop.storefrontUrl);
  const page = new URL(origin);
  page.pathname = pathname;
  page.search = search;
  return page.href;
}
