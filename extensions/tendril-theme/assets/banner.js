/**
 * The on-site message. After the page has loaded, and only when the visitor's privacy choice allows it,
 * tells the app of the visit and asks what to show, in one request (GET {proxy}/banner). Reports seen,
 * clicked and dismissed; after a dismissal nothing is shown until the browser is opened again.
 * A failing app must never be noticed by a shopper: without a good answer, nothing is shown.
 */
(() => {
  'use strict';

  const VISITOR = 'tendril:visitor';
  const DISMISSED = 'tendril:dismissed';
  /** When the web pixel last took a view in this tab. */
  const PIXEL = 'tendril:pixel';
  /** The last views that were reported from here, each from when to when, so that the pixel leaves them out. */
  const REPORTED = 'tendril:reported';
  const MOST_REPORTED = 5;
  const PATIENCE_MS = 5000;
  const MOST_ITEMS = 3;

  const place = document.querySelector('[data-tendril-banner]');
  if (!place || place.dataset.started) return;
  place.dataset.started = 'yes';

  let asked = false;
  let stopListening = () => {};

  /** Storage can be blocked by the browser; then there is no memory, and so no message. */
  function remembered(storage, key) {
    try {
      return window[storage].getItem(key);
    } catch {
      return null;
    }
  }

  function remember(storage, key, value) {
    try {
      window[storage].setItem(key, value);
      return true;
    } catch {
      return false;
    }
  }

  function forget(storage, key) {
    try {
      window[storage].removeItem(key);
    } catch {
      // What could not be stored need not be removed.
    }
  }

  function visitorId() {
    const known = remembered('localStorage', VISITOR);
    if (known) return known;
    const fresh = crypto.randomUUID();
    return remember('localStorage', VISITOR, fresh) ? fresh : null;
  }

  /** The part after "?" is the cart's secret key: it stays in the browser. */
  const publicPart = (token) => token.split('?')[0];

  async function cartToken() {
    const cookie = /(?:^|;\s*)cart=([^;]+)/.exec(document.cookie);
    if (cookie) return publicPart(decodeURIComponent(cookie[1]));
    if (place.dataset.cartItems === '0') return null;
    const answer = await fetch(place.dataset.cartUrl, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok ? publicPart((await answer.json()).token) : null;
  }

  /** Only https and this shop's own pages; anything else (javascript:, data:) gives null. */
  function safeUrl(text) {
    if (!text || !URL.canParse(text, location.origin)) return null;
    const url = new URL(text, location.origin);
    return url.origin === location.origin || url.protocol === 'https:' ? url.href : null;
  }

  function report(banner, event) {
    void fetch(`${place.dataset.proxy}/banner/${encodeURIComponent(banner.id)}`, {
      method: 'POST',
      body: new URLSearchParams({ event, visitor: remembered('localStorage', VISITOR) ?? '' }),
      keepalive: true,
    }).catch(() => {
      // The page is going away or the visitor is offline; the app decides without this report.
    });
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = `tendril-banner__${className}`;
    if (text) made.textContent = text;
    return made;
  }

  function itemList(items) {
    const list = element('ul', 'items');
    for (const item of items.slice(0, MOST_ITEMS)) {
      const url = safeUrl(item.url);
      if (!url) continue;
      const link = element('a', 'item');
      link.href = url;
      const imageUrl = safeUrl(item.imageUrl);
      if (imageUrl) {
        const image = element('img', 'image');
        image.src = imageUrl;
        image.alt = '';
        link.append(image);
      }
      const quantity = item.quantity > 1 ? ` × ${item.quantity}` : '';
      link.append(element('span', 'title', `${item.title}${quantity}`));
      const row = document.createElement('li');
      row.append(link);
      list.append(row);
    }
    return list.children.length > 0 ? list : null;
  }

  function bannerElement(banner, dismiss) {
    const region = element('section', 'box');
    region.setAttribute('role', 'region');
    region.setAttribute('aria-label', place.dataset.label);
    const body = element('div', 'body');
    body.append(element('p', 'heading', banner.heading), element('p', 'text', banner.text));
    const items = itemList(banner.items ?? []);
    if (items) body.append(items);
    const url = safeUrl(banner.action?.url);
    if (url) {
      const action = element('a', 'action', banner.action.label);
      action.href = url;
      body.append(action);
    }
    region.append(body);
    region.addEventListener('click', (event) => {
      if (event.target.closest('a')) report(banner, 'clicked');
    });
    if (banner.dismissible) {
      const close = element('button', 'close', '×');
      close.type = 'button';
      close.setAttribute('aria-label', place.dataset.closeLabel);
      close.addEventListener('click', dismiss);
      region.append(close);
    }
    return region;
  }

  /** Takes the message away without counting it as an answer (a click beside it, consent withdrawn). */
  function hide() {
    stopListening();
    place.replaceChildren();
  }

  function show(banner) {
    const dismiss = () => {
      hide();
      remember('sessionStorage', DISMISSED, 'yes');
      report(banner, 'dismissed');
    };
    const onKey = (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented && banner.dismissible) dismiss();
    };
    const onPointer = (event) => {
      if (!place.contains(event.target)) hide();
    };
    const onVisible = () => {
      if (document.visibilityState !== 'visible') return;
      document.removeEventListener('visibilitychange', onVisible);
      report(banner, 'seen');
    };
    stopListening = () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', onPointer);
      document.removeEventListener('visibilitychange', onVisible);
    };
    place.replaceChildren(bannerElement(banner, dismiss));
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', onPointer);
    document.addEventListener('visibilitychange', onVisible);
    onVisible();
  }

  /** The first on a page reports its view, the web pixel or this; the other leaves it out. */
  function isReportedByPixel() {
    // The browser's own time origin stands still while a computer sleeps; the pixel's moments do not.
    const opened = Math.floor(Date.now() - performance.now());
    if (Number(remembered('sessionStorage', PIXEL)) >= opened) return true;
    const reported = JSON.parse(remembered('sessionStorage', REPORTED) ?? '[]');
    reported.push([opened, Date.now()]);
    remember('sessionStorage', REPORTED, JSON.stringify(reported.slice(-MOST_REPORTED)));
    return false;
  }

  async function ask() {
    const visitor = visitorId();
    if (!visitor) return;
    const query = new URLSearchParams({ visitor });
    const cart = await cartToken();
    if (cart) query.set('cart', cart);
    if (place.dataset.product) query.set('product', place.dataset.product);
    if (isReportedByPixel()) query.set('pixel', '1');
    const answer = await fetch(`${place.dataset.proxy}/banner?${query}`, {
      headers: { accept: 'application/json' },
      // The request reports the view: it outlives a page that is left at once, or neither would have reported it.
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!answer.ok) return;
    const { banner } = await answer.json();
    if (banner && mayAsk() && !remembered('sessionStorage', DISMISSED)) show(banner);
  }

  function mayAsk() {
    const privacy = window.Shopify?.customerPrivacy;
    return Boolean(privacy?.marketingAllowed() && privacy.analyticsProcessingAllowed());
  }

  function followConsent() {
    if (!mayAsk()) {
      hide();
      forget('localStorage', VISITOR);
      return;
    }
    if (asked) return;
    asked = true;
    ask().catch(() => {
      // Offline, too slow or not JSON: the page stays as it is.
    });
  }

  function start() {
    document.addEventListener('visitorConsentCollected', followConsent);
    window.Shopify?.loadFeatures?.([{ name: 'consent-tracking-api', version: '0.1' }], (error) => {
      if (!error) followConsent();
    });
  }

  if (document.readyState === 'complete') start();
  else window.addEventListener('load', start, { once: true });
})();
