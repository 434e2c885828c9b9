/**
 * Stand-in for Shopify's web pixels: publishes what the page is about to the app's pixel, which runs only
 * for visitors who allow analytics and marketing. What happened before they said so is published then.
 */
(() => {
  'use strict';
  const CLIENT = 'storefront:client';
  const facts = JSON.parse(document.getElementById('web-pixel-facts').textContent);
  const subscribers = new Map();
  const privacySubscribers = [];
  const published = [];
  let started = false;

  function clientId() {
    const known = localStorage.getItem(CLIENT);
    if (known) return known;
    const fresh = crypto.randomUUID();
    localStorage.setItem(CLIENT, fresh);
    return fresh;
  }

  const privacy = () => {
    const api = window.Shopify.customerPrivacy;
    return {
      analyticsProcessingAllowed: api.analyticsProcessingAllowed(),
      marketingAllowed: api.marketingAllowed(),
      preferencesProcessingAllowed: api.preferencesProcessingAllowed(),
      saleOfDataAllowed: api.saleOfDataAllowed(),
    };
  };

  const storage = (area) => ({
    getItem: async (key) => window[area].getItem(key),
    setItem: async (key, value) => window[area].setItem(key, value),
    removeItem: async (key) => window[area].removeItem(key),
  });

  function publish({ name, data }) {
    const { location } = document;
    const event = {
      id: `sh-${crypto.randomUUID()}`,
      clientId: clientId(),
      name,
      data,
      type: 'standard',
      timestamp: new Date().toISOString(),
      context: {
        document: {
          location: {
            host: location.host,
            pathname: location.pathname.slice('/storefront'.length) || '/',
            search: location.search,
          },
          referrer: document.referrer,
        },
      },
    };
    published.push(event);
    subscribers.get(name)?.(event);
  }

  async function start() {
    if (started) return;
    started = true;
    const answer = await fetch('/storefront/web-pixel.json');
    if (answer.status !== 200) return;
    const { code, settings } = await answer.json();
    const api = {
      analytics: {
        subscribe(name, callback) {
          subscribers.set(name, callback);
          for (const event of published) if (event.name === name) callback(event);
        },
      },
      browser: { localStorage: storage('localStorage'), sessionStorage: storage('sessionStorage') },
      customerPrivacy: { subscribe: (_name, callback) => privacySubscribers.push(callback) },
      init: { data: { cart: facts.cart, customer: null }, customerPrivacy: privacy() },
      settings,
    };
    new Function('shopify', code)({ extend: (_point, run) => run(api) });
  }

  function followConsent() {
    const customerPrivacy = privacy();
    for (const callback of privacySubscribers) callback({ customerPrivacy });
    if (customerPrivacy.analyticsProcessingAllowed && customerPrivacy.marketingAllowed)
      void start();
  }

  for (const event of facts.events) publish(event);
  document.addEventListener('submit', ({ target }) => {
    if (facts.productId === null || target.getAttribute('action') !== '/storefront/cart/add')
      return;
    const quantity = Number(target.elements.namedItem('quantity')?.value ?? 1);
    const merchandise = { product: { id: facts.productId } };
    publish({ name: 'product_added_to_cart', data: { cartLine: { quantity, merchandise } } });
  });
  document.addEventListener('visitorConsentCollected', followConsent);
  window.Shopify.loadFeatures([{ name: 'consent-tracking-api', version: '0.1' }], followConsent);
})();
