import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import type { Line } from '#app/events/event.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { formatTime } from '#app/lib/format/time.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import {
  isOwnAddress,
  linkToken,
  shopHosts,
  unsubscribeToken,
  verificationToken,
  withUtm,
  type Sealer,
} from '#app/messages/links/links.ts';
import type { MailRequest } from '#app/effects/kinds/email.ts';
import type { CatalogProduct, LoadedContext } from '#app/messages/contexts/mail-context.ts';
import { plainName } from '#app/messages/contexts/plain-name.ts';
import { readMailContext } from '#app/messages/contexts/registry.ts';
import { VERIFICATION_MAIL } from '#app/messages/delivery/verification-mail.ts';
import { viewRecommended } from '#app/messages/contexts/view-recommended.ts';
import type { Coupon } from '#app/offers/coupon.ts';
import { mailWordsOf } from '#app/messages/words/registry.ts';
import { discountLink } from '#app/offers/discount-link.ts';
import { moneyOfCart, pricedLines, type PricedLines } from './mail-money.ts';
import { viewItems, type MailView, type ViewCoupon } from './mail-view.ts';

/** The shop a mail is from. */
export type SendingShop = {
  id: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  domain: string;
  storefrontUrl: string;
  /** Of all its domains. */
  hosts: readonly string[];
  postalAddress: string;
};

/** What a mail is made of. */
export type MailContents = {
  key: string;
  profileId: string | null;
  request: MailRequest;
  /** What statistics call the campaign that sends it; null or absent where none does. */
  utmCampaign?: string | null;
  address: string;
  about: LoadedContext;
  lines: readonly Line[];
  firstName: string | null;
  products: ReadonlyMap<string, CatalogProduct>;
  /** What the journey offered, when the mail shows it. */
  coupon?: Coupon | null;
  /** The likeliest first; empty for mails that recommend nothing. */
  recommended: readonly RecommendedProduct[];
  /** In which the mail is written. */
  language: ReaderLanguage;
};

/** Where our own links live, and what seals them. */
export type LinkMaker = { appUrl: string; sealer: Sealer };

/** Where the link to unsubscribe leads in an email that its reader does not get: nowhere. */
export const INERT_LINK = '#unsubscribe';

/**
 * What a template shows of a mail. Links to the shop are tracked; marketing carries an unsubscribe link.
 * @param links null for what staff look at: links lead straight to the shop, and none is the reader's own
 */
export function composeMail(
  shop: SendingShop,
  mail: MailContents,
  links: LinkMaker | null,
): MailView {
  const tracked = new Map<string, string>();
  const track = (url: string): string => {
    if (links === null) return url;
    const known = tracked.get(url);
    if (known !== undefined) return known;
    const { journeyKey, template } = mail.request;
    const marked = withUtm(url, mail.utmCampaign ?? journeyKey ?? 'wholesale', template);
    const token = linkToken(links.sealer, { shopId: shop.id, effectKey: mail.key, url: marked });
    const link = `${links.appUrl}/l/${token}`;
    tracked.set(url, link);
    return link;
  };
  const { language } = mail;
  const words = mailWordsOf(language);
  const money = mail.about.money();
  const priced = pricedLines(mail.lines, money ?? moneyOfCart(null));
  const items = viewItems(
    priced,
    money !== null,
    mail.products,
    shop.storefrontUrl,
    language,
    track,
  );
  return {
    ...mail.about.variables(),
    language,
    words: words.shown,
    shop: { name: shop.name, url: track(shop.storefrontUrl), postalAddress: shop.postalAddress },
    firstName: plainName(mail.firstName),
    items,
    product: items[0]?.title ?? null,
    total: totalShown(mail.about, priced, language),
    recommended: viewRecommended(
      mail.recommended,
      mail.lines,
      shop.currency,
      shop.storefrontUrl,
      language,
      track,
    ),
    coupon: viewCoupon(shop, mail, track),
    action: verificationUrl(shop, mail, links) ?? track(actionUrl(shop, mail, links !== null)),
    why: reasonOf(shop.name, mail),
    unsubscribe: unsubscribeUrl(shop, mail, links),
  };
}

/** Where the reader stops emails like it; null where nothing is to be stopped. */
function unsubscribeUrl(
  { id: shopId }: SendingShop,
  { request, profileId, address }: MailContents,
  links: LinkMaker | null,
): string | null {
  if (request.class !== 'marketing' || profileId === null) return null;
  if (links === null) return INERT_LINK;
  return `${links.appUrl}/u/${unsubscribeToken(links.sealer, { shopId, profileId, address })}`;
}

/** What the reader is offered: a code is applied on the way to where the mail leads. */
function viewCoupon(
  shop: SendingShop,
  mail: MailContents,
  track: (url: string) => string,
): ViewCoupon | null {
  const { coupon } = mail;
  if (!coupon) return null;
  const { code, benefit, currency, path, expiresAt, timeZone } = coupon;
  const words = mailWordsOf(mail.language).benefit(benefit, currency);
  const until = formatTime(expiresAt, timeZone, mail.language);
  const target = path === null ? actionUrl(shop, mail, true) : `${shop.storefrontUrl}${path}`;
  const url = code === null ? target : discountLink(shop.storefrontUrl, code, target);
  return { code, words, until, url: track(url) };
}

/** What the lines come to; a mail about a part of an order has no total of its own. */
function totalShown(
  { isSummed }: LoadedContext,
  { lines, totalMinor, currency }: PricedLines,
  locale: ReaderLanguage,
): string | null {
  if (lines.length === 0 || (!isSummed && totalMinor === null)) return null;
  const sum = lines.reduce((minor, line) => minor + line.unitMinor * line.quantity, 0);
  return formatMoney(totalMinor ?? sum, currency, locale);
}

/** Where the address of an application is confirmed; null for every other mail. */
function verificationUrl(
  shop: SendingShop,
  { request: { template, context } }: MailContents,
  links: LinkMaker | null,
): string | null {
  if (links === null) return null;
  const { appUrl, sealer } = links;
  const about = template === VERIFICATION_MAIL ? readMailContext(context) : null;
  if (about?.subject !== 'application') return null;
  const { applicationId } = about.context;
  return `${appUrl}/v/${verificationToken(sealer, { shopId: shop.id, applicationId })}`;
}

/** @param isToReader whether an address may lead into what is the reader's own, such as their checkout */
function actionUrl(
  shop: SendingShop,
  { about, lines, products }: MailContents,
  isToReader: boolean,
): string {
  const { storefrontUrl } = shop;
  const hosts = shopHosts(shop);
  const isOwn = (url: string) => isToReader && isOwnAddress(url, hosts);
  return about.actionUrl({ storefrontUrl, isOwnAddress: isOwn, lines, products });
}

/** Why the reader gets the mail, in its language. */
function reasonOf(shopName: string, { request, about, language }: MailContents): string {
  const { why } = mailWordsOf(language);
  if (request.template === VERIFICATION_MAIL) return why.verification(shopName);
  const occasion = about.occasion[language];
  return request.class === 'marketing'
    ? why.marketing(shopName, occasion(why.there))
    : why.transactional(occasion(why.at(shopName)));
}
