import { z } from 'zod';
import { formatCount, ITEMS } from '#app/lib/format/count.ts';
import { consentSource, reasonWords } from '#app/journeys/page/reason-words.ts';
import { emailName } from '#app/messages/email-name.ts';
import { journeyName } from '#app/journeys/page/run-words.ts';
import { tagsDetail } from './tags-detail.ts';
import type { TimelineEntry, TimelineIcon } from './timeline-days.ts';

/** A row of any of the tables that a timeline is put together from. */
export type TimelineRow = {
  key: string;
  at: number;
  source: 'event' | 'mail' | 'banner' | 'decision' | 'entered' | 'ended';
  /** An event's kind, a mail's template, a decision's outcome, a journey's key. */
  what: string;
  reason: string | null;
  props: unknown;
};

/** Names and amounts as the shop writes them. */
export type TimelineWords = {
  money(amount: { minor: number; currency: string }): string;
  productTitle(id: string): string | null;
};

const Money = z.object({ minor: z.number(), currency: z.string() });
const Props = z
  .object({
    cart: z.object({ quantity: z.number(), total: Money }),
    name: z.string(),
    refund: Money,
    total: Money,
    status: z.string(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    all: z.array(z.string()),
    channel: z.string().nullable(),
    state: z.string(),
    source: z.string(),
    url: z.string(),
    page: z.string().nullable(),
    productId: z.string().nullable(),
    query: z.string().nullable(),
    step: z.string(),
    rating: z.number(),
    test: z.boolean(),
    subject: z.string(),
    heading: z.string(),
    template: z.string(),
    why: z.string(),
  })
  .partial();
type Props = z.infer<typeof Props>;

type Words = Pick<TimelineEntry, 'icon' | 'title' | 'detail'>;

/** A row in words. */
export function timelineEntry(row: TimelineRow, words: TimelineWords): TimelineEntry {
  const parsed = Props.safeParse(row.props);
  const props = parsed.success ? parsed.data : {};
  return { key: `${row.source}:${row.key}`, at: row.at, times: 1, ...wordsOf(row, props, words) };
}

function wordsOf({ source, what, reason }: TimelineRow, props: Props, words: TimelineWords): Words {
  switch (source) {
    case 'event':
      return eventWords(what, props, words);
    case 'mail':
      return entry('mail', `Email sent: ${emailName(what)}`, props.subject ?? null);
    case 'banner':
      return entry('banner', 'Banner made ready for the next visit', props.heading ?? null);
    case 'decision':
      return decisionWords(what, reason ?? '', props);
    case 'entered':
      return entry('journey', `Entered the journey “${journeyName(what)}”`);
    case 'ended':
      return entry(
        'journey',
        `Exited the journey “${journeyName(what)}”`,
        reasonWords(reason ?? 'ended'),
      );
  }
}

function entry(icon: TimelineIcon, title: string, detail: string | null = null): Words {
  return { icon, title, detail };
}

function decisionWords(outcome: string, reason: string, { template, why }: Props): Words {
  const mail = template === undefined ? 'An email' : `The email “${emailName(template)}”`;
  switch (outcome) {
    case 'skipped':
      return entry('held', `${mail} was not sent`, reasonWords(reason));
    case 'deferred':
      return entry('held', `${mail} leaves later`, reasonWords(reason));
    case 'failed':
      return entry('held', `${mail} failed`, reasonWords(reason));
    case 'run_failed':
      return entry('held', 'A journey run failed', reasonWords(reason));
    case 'not_entered':
      return entry(
        'journey',
        'Did not enter a journey',
        why === undefined ? reasonWords(reason) : `Not met: ${why}`,
      );
    default:
      return entry('journey', `Decision at “${reasonWords(reason)}”: ${outcome}`, why ?? null);
  }
}

function eventWords(kind: string, props: Props, words: TimelineWords): Words {
  switch (kind) {
    case 'cart.changed':
      return cartWords('Changed the cart', 'Emptied the cart', props, words);
    case 'checkout.changed':
      return cartWords('Was in the checkout', 'Emptied the checkout', props, words);
    case 'checkout.deleted':
      return entry('cart', 'The checkout was deleted');
    case 'order.placed':
      return entry(
        'order',
        `Placed ${props.test === true ? 'test ' : ''}order ${props.name ?? ''}`.trim(),
      );
    case 'order.tested':
      return entry('order', `Placed test order ${props.name ?? ''}`.trim(), 'Not counted');
    case 'order.cancelled':
      return entry('order', 'An order was cancelled');
    case 'order.deleted':
      return entry('order', 'An order was deleted in Shopify');
    case 'order.shipped':
      return entry('order', 'An order was shipped');
    case 'order.delivered':
      return entry('order', 'An order was delivered');
    case 'order.shipment_cancelled':
      return entry('order', 'A shipment was cancelled');
    case 'order.refunded':
      return entry('order', 'Money was refunded', props.refund ? words.money(props.refund) : null);
    case 'person.imported':
      return entry('person', 'Imported from a file');
    case 'customer.changed':
      return entry('person', 'Customer details came from Shopify');
    case 'customer.deleted':
      return entry('person', 'The customer was deleted in Shopify');
    case 'customer.merged':
      return entry('person', 'Two customers were merged in Shopify');
    case 'profile.joined':
      return entry('person', 'Profiles merged');
    case 'customer.summarized':
      return entry('person', 'Shopify counted the orders');
    case 'tags.changed':
      return tagsWords(props);
    case 'company.joined':
      return entry('wholesale', 'Buys for a company');
    case 'company.left':
      return entry('wholesale', 'No longer buys for a company');
    case 'quote.changed':
      return entry('order', `Quote ${props.name ?? ''}`.trim(), quoteDetail(props, words));
    case 'consent.changed':
      return consentWords(props);
    case 'visitor.identified':
      return entry('visit', 'Was recognised in the storefront');
    case 'product.viewed':
      return entry('visit', 'Looked at a product', productOf(props, words));
    case 'page.viewed':
      return entry('visit', 'Looked at a page', props.page ?? null);
    case 'product.added':
      return entry('cart', 'Put a product into the cart', productOf(props, words));
    case 'collection.viewed':
      return entry('visit', 'Looked at a collection');
    case 'search.submitted':
      return entry('visit', 'Searched the shop', props.query ?? null);
    case 'cart.viewed':
      return entry('cart', 'Looked at the cart');
    case 'checkout.reached':
      return entry('cart', CHECKOUT_TITLES[props.step ?? ''] ?? 'Went on in the checkout');
    case 'support.ticket_opened':
      return entry('person', 'Asked for help', props.channel ?? null);
    case 'support.ticket_closed':
      return entry('person', 'A question was answered', props.channel ?? null);
    case 'review.submitted':
      return entry('order', 'Wrote a review', reviewDetail(props, words));
    case 'custom.happened':
      return entry(
        'person',
        reasonWords((props.name ?? 'reported by a program').replace('.', ' ')),
      );
    case 'mail.clicked':
      return entry('mail', 'Clicked a link in an email', linkName(props.url));
    case 'mail.bounced':
      return entry('held', 'An email bounced');
    case 'banner.seen':
      return entry('banner', 'Saw the banner');
    case 'banner.clicked':
      return entry('banner', 'Clicked the banner');
    case 'banner.dismissed':
      return entry('banner', 'Closed the banner');
    case 'application.submitted':
      return entry('wholesale', 'Applied for a wholesale account');
    case 'application.approved':
      return entry('wholesale', 'The wholesale application was approved');
    case 'application.declined':
      return entry('wholesale', 'The wholesale application was declined');
    default:
      return entry('person', reasonWords(kind.replace('.', ' ')));
  }
}

function cartWords(changed: string, emptied: string, { cart }: Props, words: TimelineWords): Words {
  if (!cart) return entry('cart', changed);
  if (cart.quantity === 0) return entry('cart', emptied);
  const items = formatCount(cart.quantity, ITEMS);
  return entry('cart', changed, `${items}, ${words.money(cart.total)}`);
}

const CONSENT_TITLES: Record<string, string> = {
  subscribed: 'Subscribed to',
  unsubscribed: 'Unsubscribed from',
  pending: 'Was asked to confirm',
  not_subscribed: 'Is not subscribed to',
};

function tagsWords(change: Props): Words {
  const title = change.all ? 'Tags read from Shopify' : 'Tags changed in Shopify';
  return entry('person', title, tagsDetail(change));
}

function quoteDetail({ status, total }: Props, words: TimelineWords): string | null {
  if (!total) return status ?? null;
  const amount = words.money(total);
  return status === undefined ? amount : `${amount}, ${status.replaceAll('_', ' ')}`;
}

function consentWords({ channel, state = '', source }: Props): Words {
  const medium = channel === 'sms' ? 'text messages' : 'marketing email';
  const title = CONSENT_TITLES[state] ?? `Consent is “${state.replaceAll('_', ' ')}” for`;
  return entry('consent', `${title} ${medium}`, source ? `Source: ${consentSource(source)}` : null);
}

const CHECKOUT_TITLES: Record<string, string> = {
  started: 'Began the checkout',
  contact: 'Gave contact details in the checkout',
  address: 'Gave an address in the checkout',
  shipping: 'Chose a delivery in the checkout',
  payment: 'Gave payment details in the checkout',
  completed: 'Finished the checkout',
};

function reviewDetail(props: Props, words: TimelineWords): string | null {
  const stars =
    props.rating === undefined ? null : formatCount(props.rating, { one: 'star', many: 'stars' });
  const product = productOf(props, words);
  return [stars, product].filter((part) => part !== null).join(', ') || null;
}

function productOf({ productId }: Props, words: TimelineWords): string | null {
  return productId == null ? null : words.productTitle(productId);
}

/** Where a link leads. Shopify's recovery links are long and hold the key of the checkout. */
function linkName(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { pathname } = new URL(url);
  return pathname.endsWith('/recover') ? 'Back to the cart' : pathname;
}
