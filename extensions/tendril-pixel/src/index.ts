/**
 * Sends the app what a visitor who allowed it does in the shop: which pages, products, collections and
 * searches, how the visit began and how far a checkout came. Never who they are: no name, email address or customer id leaves
 * the browser from here. Events go together, ten at a time or after two seconds.
 */
import type { Checkout, PixelEvents, ShopifyGlobal } from '@shopify/web-pixels-extension';

declare const shopify: ShopifyGlobal;

const MOST_AT_ONCE = 10;
const AT_LATEST_MS = 2_000;
/** Events stored while the app cannot be reached; the app accepts no more in one batch. */
const MOST_STORED = 50;
const STORED_EVENTS = 'tendril:events';
/** Where the theme's banner keeps the visitor it asks for; both must speak of one person. */
const VISITOR = 'tendril:visitor';

/** When this last reported a view. The first of the pixel and the theme on a page reports its view. */
const REPORTED_AT = 'tendril:pixel';
/** The last views that the theme reported, each from when to when. */
const THEME_REPORTS = 'tendril:reported';
/** Events that the theme reports as well; one view counts once. */
const VIEWS = ['page_viewed', 'product_viewed'];

type Details = Record<string, string | number | null>;
type QueuedEvent = { id: string; at: number; name: string } & Details;
type Privacy = { analyticsProcessingAllowed: boolean; marketingAllowed: boolean };

/** The details that are sent beside the name of an event; null when its subject is not known. */
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
  let waiting: QueuedEvent[] = [];
  let underWay: QueuedEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Until the events of the page before are read, nothing may be stored over them. */
  let isRestored = false;

  customerPrivacy.subscribe('visitorConsentCollected', (event) => {
    consent = consentOf(event.customerPrivacy);
    if (!isAllowed()) waiting = [];
    storeQueue();
  });
  for (const name of Object.keys(DETAILS) as (keyof typeof DETAILS)[]) subscribeTo(name);
  browser.sessionStorage.getItem(STORED_EVENTS).then(restoreQueue).catch(ignore);

  function subscribeTo<Name extends keyof typeof DETAILS>(name: Name): void {
    const detailsOf = DETAILS[name];
    analytics.subscribe(name, (event) => {
      const known = event as unknown as PixelEvents[Name] & { id: string; clientId: string };
      if (isAllowed()) queueEvent(known, name, detailsOf?.(known) ?? null);
    });
  }

  function isAllowed(): boolean {
    return consent.analytics && consent.marketing;
  }

  function queueEvent(
    event: { id: string; clientId: string; timestamp: string },
    name: string,
    details: Details | null,
  ): void {
    if (!details) return;
    client = event.clientId;
    const at = Date.parse(event.timestamp);
    if (VIEWS.includes(name)) browser.sessionStorage.setItem(REPORTED_AT, String(at)).catch(ignore);
    waiting.push({ id: event.id, at, name, ...details });
    storeQueue();
    if (waiting.length >= MOST_AT_ONCE) send();
    else timer ??= setTimeout(send, AT_LATEST_MS);
  }

  /** A page may be closed before its events were sent: the next page of the visit sends them. */
  function storeQueue(): void {
    if (!isRestored) return;
    const text = JSON.stringify([...underWay, ...waiting]);
    browser.sessionStorage.setItem(STORED_EVENTS, text).catch(ignore);
  }

  function restoreQueue(text: string | null): void {
    isRestored = true;
    const before = JSON.parse(text ?? '[]') as QueuedEvent[];
    if (isAllowed()) waiting = [...before, ...waiting].slice(-MOST_STORED);
    storeQueue();
    if (waiting.length > 0) timer ??= setTimeout(send, AT_LATEST_MS);
  }

  function send(): void {
    clearTimeout(timer);
    timer = undefined;
    if (client === '' || waiting.length === 0 || underWay.length > 0) return;
    underWay = waiting;
    waiting = [];
    dropThemeReports().then(visitorId).then(post).then(completeBatch, ignore);
  }

  async function dropThemeReports(): Promise<void> {
    try {
      const text = await browser.sessionStorage.getItem(THEME_REPORTS);
      const reports = JSON.parse(text ?? '[]') as [from: number, to: number][];
      const isReported = (at: number) => reports.some(([from, to]) => at >= from && at <= to);
      underWay = underWay.flatMap((event) => {
        if (!VIEWS.includes(event.name) || !isReported(event.at)) return [event];
        // How the visit began is known only here.
        return 'campaign' in event ? [{ ...event, name: 'visit_began' }] : [];
      });
    } catch {
      ignore();
    }
  }

  /** The visitor id that the theme uses too; the first of the two creates it. */
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
        batch: batchIdOf(underWay),
        visitor,
        consent,
        cart,
        sent: Date.now(),
        events: underWay,
      }),
    }).then(({ status }) => status !== 429 && status < 500, ignore);
  }

  /** Events that were not accepted are sent with the next ones; events that arrive twice count once. */
  function completeBatch(isAccepted: boolean | void): void {
    if (!isAccepted && isAllowed()) waiting = [...underWay, ...waiting].slice(-MOST_STORED);
    underWay = [];
    storeQueue();
    if (isAccepted && waiting.length > 0) timer ??= setTimeout(send, AT_LATEST_MS);
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
function batchIdOf(events: QueuedEvent[]): string {
  const [first] = events;
  const text = `${first?.id ?? ''}-${String(events.length)}`;
  return text
    .replace(/[^A-Za-z0-9_-]/g, '')
    .slice(-64)
    .padStart(8, '0');
}
