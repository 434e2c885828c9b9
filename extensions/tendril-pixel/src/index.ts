/**
 * Tells the app what a visitor who allowed it does in the shop: which pages, products, collections and
 * searches, how the visit began and how far a checkout came. Never who they are: no name, email address or customer id leaves
 * the browser from here. Events go together, ten at a time or after two seconds.
 */
import type { Checkout, PixelEvents, ShopifyGlobal } from '@shopify/web-pixels-extension';

declare const shopify: ShopifyGlobal;

const MOST_AT_ONCE = 10;
const AT_LATEST_MS = 2_000;
/** What is kept while the app cannot be reached; the app takes no more in one batch. */
const MOST_KEPT = 50;
const KEPT = 'tendril:events';
/** Where the theme's banner keeps the visitor it asks for; both must speak of one person. */
const VISITOR = 'tendril:visitor';

/** When this last took a view. The theme leaves a page to whoever was first on it. */
const TAKEN = 'tendril:pixel';
/** The last views that the theme told of, each from when to when. */
const TOLD = 'tendril:told';
/** What the theme tells of as well; one view counts once. */
const VIEWS = ['page_viewed', 'product_viewed'];

type Details = Record<string, string | number | null>;
type Told = { id: string; at: number; name: string } & Details;
type Privacy = { analyticsProcessingAllowed: boolean; marketingAllowed: boolean };

/** What each event tells beside its name; null when the thing it is about is not known. */
const DETAILS: { [Name in keyof PixelEvents]?: (event: PixelEvents[Name]) => Details | null } = {
  page_viewed: ({ context: { document: page } }) => ({
    path: page.location.pathname,
    ...arrivalOf(page.location, page.referrer),
  }),
  product_viewed: ({ data }) => numbered('product', data.productVariant.product.id),
  collection_viewed: ({ data }) => numbered('collection', data.collection.id),
  search_submitted: ({ data }) => ({ query: data.searchResult.query }),
  cart_viewed: () => ({}),
  product_added_to_cart: ({ data: { cartLine } }) => {
    const product = numbered('product', cartLine?.merchandise.product.id);
    return product && { ...product, quantity: cartLine?.quantity ?? 1 };
  },
  checkout_started: reached,
  checkout_contact_info_submitted: reached,
  checkout_address_info_submitted: reached,
  checkout_shipping_info_submitted: reached,
  payment_info_submitted: reached,
  checkout_completed: reached,
};

/** What advertisers put into addresses; anything else there may name a person and stays in the browser. */
const CAMPAIGN = /^(utm_(source|medium|campaign)|gclid|msclkid|fbclid|ttclid)=/;

/** How a visit began: its campaign and the host it came from. Nothing for the next pages of a visit. */
function arrivalOf({ host, search }: { host: string; search: string }, referrer: string): Details {
  const campaign = search
    .slice(1)
    .split('&')
    .filter((part) => CAMPAIGN.test(part))
    .join('&');
  const [, from = null] = /^https?:\/\/([^/?#]+)/.exec(referrer) ?? [];
  return campaign === '' && from === host ? {} : { campaign, referrer: from };
}

function numbered(what: string, id: string | null | undefined): Details | null {
  return id ? { [what]: id } : null;
}

function reached({ data }: { data: { checkout: Checkout } }): Details {
  return { checkout: data.checkout.token };
}

shopify.extend('WebPixel::Render', ({ analytics, browser, customerPrivacy, init, settings }) => {
  const address = `${String(settings.ingestUrl)}/${String(settings.accountID)}`;
  const cart = init.data.cart?.id ?? null;
  let consent = consentOf(init.customerPrivacy);
  let client = '';
  let waiting: Told[] = [];
  let underWay: Told[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  customerPrivacy.subscribe('visitorConsentCollected', (event) => {
    consent = consentOf(event.customerPrivacy);
    if (!isAllowed()) waiting = [];
    remember();
  });
  for (const name of Object.keys(DETAILS) as (keyof typeof DETAILS)[]) follow(name);
  browser.sessionStorage.getItem(KEPT).then(takeUp).catch(ignore);

  function follow<Name extends keyof typeof DETAILS>(name: Name): void {
    const detailsOf = DETAILS[name];
    analytics.subscribe(name, (event) => {
      const known = event as unknown as PixelEvents[Name] & { id: string; clientId: string };
      if (isAllowed()) take(known, name, detailsOf?.(known) ?? null);
    });
  }

  function isAllowed(): boolean {
    return consent.analytics && consent.marketing;
  }

  function take(
    event: { id: string; clientId: string; timestamp: string },
    name: string,
    details: Details | null,
  ): void {
    if (!details) return;
    client = event.clientId;
    const at = Date.parse(event.timestamp);
    if (VIEWS.includes(name)) browser.sessionStorage.setItem(TAKEN, String(at)).catch(ignore);
    waiting.push({ id: event.id, at, name, ...details });
    remember();
    if (waiting.length >= MOST_AT_ONCE) send();
    else timer ??= setTimeout(send, AT_LATEST_MS);
  }

  /** A page may go away before its events went out: the next page of the visit sends them. */
  function remember(): void {
    const text = JSON.stringify([...underWay, ...waiting]);
    browser.sessionStorage.setItem(KEPT, text).catch(ignore);
  }

  function takeUp(text: string | null): void {
    const before = JSON.parse(text ?? '[]') as Told[];
    if (!isAllowed() || before.length === 0) return;
    waiting = [...before, ...waiting].slice(-MOST_KEPT);
    timer ??= setTimeout(send, AT_LATEST_MS);
  }

  function send(): void {
    clearTimeout(timer);
    timer = undefined;
    if (client === '' || waiting.length === 0 || underWay.length > 0) return;
    underWay = waiting;
    waiting = [];
    leaveOutTold().then(visitorId).then(post).then(settle, ignore);
  }

  async function leaveOutTold(): Promise<void> {
    try {
      const text = await browser.sessionStorage.getItem(TOLD);
      const told = JSON.parse(text ?? '[]') as [from: number, to: number][];
      const isTold = (at: number) => told.some(([from, to]) => at >= from && at <= to);
      underWay = underWay.flatMap((event) => {
        if (!VIEWS.includes(event.name) || !isTold(event.at)) return [event];
        // How the visit began is known only here.
        return 'campaign' in event ? [{ ...event, name: 'visit_began' }] : [];
      });
    } catch {
      ignore();
    }
  }

  /** The visitor as the theme knows them; whoever of the two comes first gives the name. */
  async function visitorId(): Promise<string> {
    try {
      const known = await browser.localStorage.getItem(VISITOR);
      if (known) return known;
      await browser.localStorage.setItem(VISITOR, client);
    } catch {
      ignore();
    }
    return client;
  }

  async function post(visitor: string): Promise<boolean | void> {
    if (underWay.length === 0) return true;
    // A plain text is sent without asking the app first, and with keepalive it outlives the page.
    return await fetch(address, {
      method: 'POST',
      keepalive: true,
      credentials: 'omit',
      body: JSON.stringify({
        batch: nameOf(underWay),
        visitor,
        consent,
        cart,
        sent: Date.now(),
        events: underWay,
      }),
    }).then(({ status }) => status !== 429 && status < 500, ignore);
  }

  /** What was not taken goes along with what happens next; events that arrive twice count once. */
  function settle(isTaken: boolean | void): void {
    if (!isTaken && isAllowed()) waiting = [...underWay, ...waiting].slice(-MOST_KEPT);
    underWay = [];
    remember();
    if (isTaken && waiting.length > 0) timer ??= setTimeout(send, AT_LATEST_MS);
  }
});

/** Storage may be blocked and a visitor offline: the shop must never notice. */
function ignore(): void {
  // Nothing can be done from here.
}

function consentOf(privacy: Privacy): { analytics: boolean; marketing: boolean } {
  return { analytics: privacy.analyticsProcessingAllowed, marketing: privacy.marketingAllowed };
}

/** The same events have the same name, so that the app stores a batch once however often it arrives. */
function nameOf(events: Told[]): string {
  const [first] = events;
  const text = `${first?.id ?? ''}-${String(events.length)}`;
  return text
    .replace(/[^A-Za-z0-9_-]/g, '')
    .slice(-64)
    .padStart(8, '0');
}
