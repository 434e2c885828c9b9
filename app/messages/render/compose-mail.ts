import type { RecommendedProduct } from '#app/catalog/recommend.ts';
import type { Line } from '#app/events/event.ts';
import { cartLink } from '#app/lib/cart-link.ts';
import { formatMoney } from '#app/lib/format/money.ts';
import { holdsAddress } from '#app/lib/holds-address.ts';
import { nameOrNull } from '#app/lib/person-name.ts';
import {
  isOwnAddress,
  linkToken,
  shopHosts,
  unsubscribeToken,
  verificationToken,
  withUtm,
  type Sealer,
} from '#app/messages/links/links.ts';
import type { MailContext, MailRequest } from '#app/effects/kinds/email.ts';
import { VERIFICATION_MAIL } from '#app/messages/delivery/verification-mail.ts';
import { viewRecommended } from '#app/messages/contexts/view-recommended.ts';
import { pricedLines, type MailMoney, type PricedLines } from './mail-money.ts';
import {
  viewItems,
  type ApplicationView,
  type CatalogProduct,
  type MailView,
} from './mail-view.ts';

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
  address: string;
  lines: readonly Line[];
  money: MailMoney;
  firstName: string | null;
  recoveryUrl: string | null;
  orderName: string | null;
  toBeSent: boolean;
  application: ApplicationView | null;
  products: ReadonlyMap<string, CatalogProduct>;
  /** The likeliest first; empty for mails that recommend nothing. */
  recommended: readonly RecommendedProduct[];
};

/** Where our own links live, and what seals them. */
export type LinkMaker = { appUrl: string; sealer: Sealer };

/**
 * What a template shows of a mail. Links to the shop are tracked; marketing carries an unsubscribe link.
 */
export function composeMail(shop: SendingShop, mail: MailContents, links: LinkMaker): MailView {
  const track = (url: string): string => {
    const marked = withUtm(url, mail.request.journeyKey ?? 'wholesale', mail.request.template);
    const token = linkToken(links.sealer, { shopId: shop.id, effectKey: mail.key, url: marked });
    return `${links.appUrl}/l/${token}`;
  };
  const priced = pricedLines(mail.lines, mail.money);
  const items = viewItems(priced, mail.products, shop.storefrontUrl, track);
  return {
    shop: { name: shop.name, url: track(shop.storefrontUrl), postalAddress: shop.postalAddress },
    firstName: plainName(mail.firstName),
    items,
    total: totalShown(mail.request, priced),
    recommended: viewRecommended(
      mail.recommended,
      mail.lines,
      shop.currency,
      shop.storefrontUrl,
      track,
    ),
    orderName: mail.orderName,
    toBeSent: mail.toBeSent,
    contactName: plainName(mail.application?.contactName ?? null),
    company: plainName(mail.application?.company ?? null),
    action: verificationUrl(shop, mail, links) ?? track(actionUrl(shop, mail)),
    why:
      mail.request.template === VERIFICATION_MAIL
        ? `You get this mail because this address was given in the wholesale form of ${shop.name}.`
        : reasonOf(mail.request, shop.name),
    unsubscribe:
      mail.request.class === 'marketing' && mail.profileId !== null
        ? `${links.appUrl}/u/${unsubscribeToken(links.sealer, {
            shopId: shop.id,
            profileId: mail.profileId,
            address: mail.address,
          })}`
        : null,
  };
}

/** What the lines come to; a mail about a part of an order has no total of its own. */
function totalShown(
  { context }: MailRequest,
  { lines, totalMinor, currency }: PricedLines,
): string | null {
  if (lines.length === 0 || (context.subject === 'order' && totalMinor === null)) return null;
  const sum = lines.reduce((minor, line) => minor + line.unitMinor * line.quantity, 0);
  return formatMoney(totalMinor ?? sum, currency);
}

/** A name as long as it is one: what holds an address would be a link in a mail of the shop. */
function plainName(text: string | null): string | null {
  const name = nameOrNull(text);
  return name === null || holdsAddress(name) ? null : name;
}

/** Where the address of an application is confirmed; null for every other mail. */
function verificationUrl(
  shop: SendingShop,
  { request: { template, context } }: MailContents,
  { appUrl, sealer }: LinkMaker,
): string | null {
  if (template !== VERIFICATION_MAIL || context.subject !== 'application') return null;
  const { applicationId } = context;
  return `${appUrl}/v/${verificationToken(sealer, { shopId: shop.id, applicationId })}`;
}

function actionUrl(shop: SendingShop, mail: MailContents): string {
  const { storefrontUrl } = shop;
  switch (mail.request.context.subject) {
    case 'basket':
      return mail.recoveryUrl !== null && isOwnAddress(mail.recoveryUrl, shopHosts(shop))
        ? mail.recoveryUrl
        : cartLink(storefrontUrl, mail.lines);
    case 'order': {
      const handle = mail.products.get(mail.lines[0]?.productId ?? '')?.handle ?? null;
      return handle === null
        ? storefrontUrl
        : `${storefrontUrl}/products/${encodeURIComponent(handle)}`;
    }
    case 'application':
      return `${storefrontUrl}/account`;
    case 'person':
      return storefrontUrl;
  }
}

const OCCASION: Record<MailContext['subject'], string> = {
  basket: 'left a basket there',
  order: 'ordered there',
  application: 'applied for a wholesale account',
  person: 'visited the shop',
};

function reasonOf({ class: messageClass, context }: MailRequest, shopName: string): string {
  const occasion = OCCASION[context.subject];
  return messageClass === 'marketing'
    ? `You get this mail because you subscribed to news from ${shopName} and ${occasion}.`
    : `You get this mail because you ${occasion.replace('there', `at ${shopName}`)}.`;
}
