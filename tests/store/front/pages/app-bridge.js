/**
 * Stand-in for Shopify's App Bridge, served at /app-bridge.js and loaded inside the app's frame. It gives
 * the app what Tendril uses of the real one (window.shopify, the ui-* elements, session tokens on fetch)
 * and talks to the admin shell around the frame by postMessage. What it lacks fails with a clear error.
 */
(() => {
  'use strict';
  if (window.shopify) return;

  const script = document.currentScript;
  const shellOrigin = new URL(script.src).origin;
  const query = new URLSearchParams(location.search);
  const RETRY_HEADER = 'x-shopify-retry-invalid-session-request';
  const REAUTHORIZE_HEADER = 'x-shopify-api-request-failure-reauthorize-url';

  /* ---- The line to the shell ---- */

  const waiting = new Map();
  let nextCall = 1;

  function sendToShell(type, data = {}) {
    window.parent.postMessage({ appBridge: type, ...data }, shellOrigin);
  }

  /** Asks the shell and waits for its answer. */
  function call(type, data = {}) {
    const callId = nextCall++;
    return new Promise((resolve, reject) => {
      waiting.set(callId, { resolve, reject });
      sendToShell(type, { ...data, callId });
    });
  }

  const handlers = {
    answer({ callId, value, error }) {
      const call = waiting.get(callId);
      waiting.delete(callId);
      if (error) call?.reject(new Error(error));
      else call?.resolve(value);
    },
    navigate: ({ path }) => navigateApp(path),
    'press-action': ({ owner, index }) => elements.press(owner, index),
    'toast-action': ({ id }) => toasts.get(id)?.onAction?.(),
    'toast-closed'({ id }) {
      toasts.get(id)?.onDismiss?.();
      toasts.delete(id);
    },
  };

  window.addEventListener('message', ({ source, origin, data }) => {
    if (source === window.parent && origin === shellOrigin && data?.shell)
      handlers[data.shell]?.(data);
  });

  /* ---- Where the app is ---- */

  /** A Shopify parameter of the first page; later pages of the same frame no longer carry it. */
  function parameter(name) {
    const value = query.get(name);
    if (value) sessionStorage.setItem(`app-bridge:${name}`, value);
    return value ?? sessionStorage.getItem(`app-bridge:${name}`) ?? '';
  }

  /** Lets the app's router go there: App Bridge fires `shopify:navigate` on a link with that address. */
  function navigateApp(path) {
    const known = [...document.querySelectorAll('ui-nav-menu a, s-app-nav a')].find(
      (link) => link.getAttribute('href') === path,
    );
    const link = known ?? document.createElement('a');
    if (!known) {
      link.setAttribute('href', path);
      document.documentElement.append(link);
    }
    link.dispatchEvent(new Event('shopify:navigate', { bubbles: true }));
    if (!known) link.remove();
  }

  function sendLocation() {
    sendToShell('location', { path: location.pathname + location.search });
  }

  for (const method of ['pushState', 'replaceState']) {
    const original = history[method].bind(history);
    history[method] = (...args) => {
      original(...args);
      sendLocation();
    };
  }
  window.addEventListener('popstate', sendLocation);

  const openWindow = window.open.bind(window);
  window.open = (url, target, features) => {
    if (target !== '_top' && target !== '_parent') return openWindow(url, target, features);
    sendToShell('open-top', { url: new URL(url, location.href).href });
    return null;
  };
  document.addEventListener('click', (event) => {
    const link =
      event.target instanceof Element
        ? event.target.closest('a[target="_top"], a[href^="shopify:"]')
        : null;
    if (!link) return;
    event.preventDefault();
    sendToShell('open-top', { url: link.href });
  });

  /* ---- Session tokens ---- */

  const idToken = () => call('id-token');

  const plainFetch = window.fetch.bind(window);
  async function authorizedFetch(request) {
    request.headers.set('authorization', `Bearer ${await idToken()}`);
    request.headers.set('x-requested-with', 'XMLHttpRequest');
    return plainFetch(request);
  }
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin || request.headers.has('authorization'))
      return plainFetch(request);
    const again = request.clone();
    const answer = await authorizedFetch(request);
    const reauthorizeUrl = answer.headers.get(REAUTHORIZE_HEADER);
    if (reauthorizeUrl) window.open(reauthorizeUrl, '_top');
    return answer.status === 401 && answer.headers.has(RETRY_HEADER)
      ? authorizedFetch(again)
      : answer;
  };

  /** The app's bounce page: come back to the page that was asked for, this time with a token. */
  async function leaveBouncePage(target) {
    const url = new URL(target, location.origin);
    url.searchParams.set('id_token', await idToken());
    location.replace(url.href);
  }
  const reload = query.get('shopify-reload');
  if (reload) void leaveBouncePage(reload);

  /* ---- window.shopify ---- */

  const toasts = new Map();

  function barElement(id) {
    const bar = document.getElementById(id);
    if (!bar?.show)
      throw new Error(`There is no <ui-save-bar> or <ui-modal> with the id "${id}" on this page.`);
    return bar;
  }

  function missing(name) {
    return () =>
      Promise.reject(
        new Error(
          `shopify.${name} is not part of the local App Bridge stand-in. Use a real development store for it.`,
        ),
      );
  }

  window.shopify = {
    config: {
      apiKey:
        script.dataset.apiKey ??
        document.querySelector('meta[name="shopify-api-key"]')?.content ??
        '',
      shop: parameter('shop'),
      host: parameter('host'),
      locale: parameter('locale') || 'en',
    },
    origin: shellOrigin,
    ready: Promise.resolve(),
    environment: { embedded: true, mobile: false, pos: false, intent: false },
    idToken,
    user: () => Promise.resolve({ accountAccess: 'Full access' }),
    loading: (isLoading) => sendToShell('loading', { isLoading: isLoading !== false }),
    toast: {
      show(message, options = {}) {
        const id = crypto.randomUUID();
        toasts.set(id, options);
        sendToShell('toast', {
          id,
          message,
          duration: options.duration ?? 5000,
          isError: options.isError ?? false,
          action: options.action ?? null,
        });
        return id;
      },
      hide: (id) => sendToShell('toast-hide', { id }),
    },
    saveBar: {
      show: (id) => Promise.resolve(barElement(id).show()),
      hide: (id) => Promise.resolve(barElement(id).hide()),
      toggle: (id) => Promise.resolve(barElement(id).toggle()),
      leaveConfirmation: () => call('leave-confirmation'),
    },
    modal: {
      show: (id) => Promise.resolve(barElement(id).show()),
      hide: (id) => Promise.resolve(barElement(id).hide()),
      toggle: (id) => Promise.resolve(barElement(id).toggle()),
    },
    resourcePicker: missing('resourcePicker'),
    picker: missing('picker'),
    scanner: { capture: missing('scanner.capture') },
    intents: { invoke: missing('intents.invoke') },
    reviews: { request: missing('reviews.request') },
    scopes: {
      query: missing('scopes.query'),
      request: (scopes) => call('request-scopes', { scopes }),
      revoke: missing('scopes.revoke'),
    },
  };

  const elements = window.defineAppBridgeElements(sendToShell);
  sendLocation();
  sendToShell('ready');
})();
