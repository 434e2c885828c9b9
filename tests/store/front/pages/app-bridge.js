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

  function tell(type, data = {}) {
    window.parent.postMessage({ appBridge: type, ...data }, shellOrigin);
  }

  /** Asks the shell and waits for its answer. */
  function call(type, data = {}) {
    const callId = nextCall++;
    return new Promise((resolve, reject) => {
      waiting.set(callId, { resolve, reject });
      tell(type, { ...data, callId });
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
    'press-action': ({ owner, index }) => actionsOf(owners.get(owner))[index]?.click(),
    'toast-action': ({ id }) => toasts.get(id)?.onAction?.(),
    'toast-closed'({ id }) {
      toasts.get(id)?.onDismiss?.();
      toasts.delete(id);
    },
  };

  window.addEventListener('message', ({ source, origin, data }) => {
    if (source === window.parent && origin === shellOrigin && data?.shell) handlers[data.shell]?.(data);
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
    const known = [...document.querySelectorAll('ui-nav-menu a, s-app-nav a')].find((link) => link.getAttribute('href') === path);
    const link = known ?? document.createElement('a');
    if (!known) {
      link.setAttribute('href', path);
      document.documentElement.append(link);
    }
    link.dispatchEvent(new Event('shopify:navigate', { bubbles: true }));
    if (!known) link.remove();
  }

  function tellLocation() {
    tell('location', { path: location.pathname + location.search });
  }

  for (const method of ['pushState', 'replaceState']) {
    const original = history[method].bind(history);
    history[method] = (...args) => {
      original(...args);
      tellLocation();
    };
  }
  window.addEventListener('popstate', tellLocation);

  const openWindow = window.open.bind(window);
  window.open = (url, target, features) => {
    if (target !== '_top' && target !== '_parent') return openWindow(url, target, features);
    tell('open-top', { url: new URL(url, location.href).href });
    return null;
  };
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[target="_top"], a[href^="shopify:"]') : null;
    if (!link) return;
    event.preventDefault();
    tell('open-top', { url: link.href });
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
    if (new URL(request.url).origin !== location.origin || request.headers.has('authorization')) return plainFetch(request);
    const again = request.clone();
    const answer = await authorizedFetch(request);
    const reauthorizeUrl = answer.headers.get(REAUTHORIZE_HEADER);
    if (reauthorizeUrl) window.open(reauthorizeUrl, '_top');
    return answer.status === 401 && answer.headers.has(RETRY_HEADER) ? authorizedFetch(again) : answer;
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
    if (!bar?.show) throw new Error(`There is no <ui-save-bar> or <ui-modal> with the id "${id}" on this page.`);
    return bar;
  }

  function missing(name) {
    return () => Promise.reject(new Error(`shopify.${name} is not part of the local App Bridge stand-in. Use a real development store for it.`));
  }

  window.shopify = {
    config: {
      apiKey: script.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.content ?? '',
      shop: parameter('shop'),
      host: parameter('host'),
      locale: parameter('locale') || 'en',
    },
    origin: shellOrigin,
    ready: Promise.resolve(),
    environment: { embedded: true, mobile: false, pos: false, intent: false },
    idToken,
    user: () => Promise.resolve({ accountAccess: 'Full access' }),
    loading: (isLoading) => tell('loading', { isLoading: isLoading !== false }),
    toast: {
      show(message, options = {}) {
        const id = crypto.randomUUID();
        toasts.set(id, options);
        tell('toast', { id, message, duration: options.duration ?? 5000, isError: options.isError ?? false, action: options.action ?? null });
        return id;
      },
      hide: (id) => tell('toast-hide', { id }),
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
    scopes: { query: missing('scopes.query'), request: missing('scopes.request'), revoke: missing('scopes.revoke') },
  };

  /* ---- The ui-* elements ---- */

  // A constructed sheet, because touching attributes before React hydrates the page makes it warn.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    ui-nav-menu, s-app-nav, ui-title-bar, ui-save-bar, ui-modal { display: none; }
    .app-bridge-modal { box-sizing: border-box; width: min(38rem, calc(100vw - 2rem)); max-height: calc(100vh - 4rem); padding: 0; border: 0;
      border-radius: 16px; box-shadow: 0 20px 60px rgb(0 0 0 / 30%); color: #303030; font: 13px/20px Inter, system-ui, sans-serif; }
    .app-bridge-modal[data-variant="small"] { width: min(24rem, calc(100vw - 2rem)); }
    .app-bridge-modal[data-variant="large"] { width: min(62rem, calc(100vw - 2rem)); }
    .app-bridge-modal[data-variant="max"] { width: calc(100vw - 2rem); height: calc(100vh - 2rem); max-height: none; }
    .app-bridge-modal::backdrop { background: rgb(0 0 0 / 50%); }
    .app-bridge-modal header, .app-bridge-modal footer { display: flex; gap: 8px; align-items: center; padding: 12px 16px; background: #f3f3f3; }
    .app-bridge-modal header h2 { flex: 1; margin: 0; font-size: 14px; font-weight: 650; }
    .app-bridge-modal footer { justify-content: flex-end; background: #fff; border-top: 1px solid #ebebeb; }
    .app-bridge-modal footer:empty { display: none; }
    .app-bridge-modal button.app-bridge-button { padding: 4px 12px; border: 0; border-radius: 8px; background: #fff; box-shadow: inset 0 0 0 1px #ccc;
      font: inherit; font-weight: 550; cursor: pointer; }
    .app-bridge-modal button.app-bridge-button[data-variant="primary"] { color: #fff; background: #303030; box-shadow: none; }
    .app-bridge-modal button.app-bridge-button:disabled { opacity: .5; cursor: default; }
  `);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  /** Elements whose buttons the shell shows, by the id it knows them under. */
  const owners = new Map();
  let nextOwner = 1;

  function actionsOf(owner) {
    return owner ? [...owner.querySelectorAll('button, a')] : [];
  }

  function described(action) {
    return {
      label: action.textContent.trim(),
      variant: action.getAttribute('variant') ?? '',
      tone: action.getAttribute('tone') ?? '',
      disabled: action.hasAttribute('disabled'),
      loading: action.hasAttribute('loading') && action.getAttribute('loading') !== 'false',
    };
  }

  /** An element whose children and attributes are shown by someone else, who is told of every change. */
  class WatchedElement extends HTMLElement {
    connectedCallback() {
      this.observer = new MutationObserver(() => this.changed());
      this.observer.observe(this, { childList: true, subtree: true, attributes: true, characterData: true });
      this.changed();
    }
    disconnectedCallback() {
      this.observer.disconnect();
      owners.delete(this.ownerId);
      this.removed();
    }
    /** The id under which the shell presses this element's buttons. */
    asOwner() {
      this.ownerId ??= nextOwner++;
      owners.set(this.ownerId, this);
      return this.ownerId;
    }
    changed() {}
    removed() {}
  }

  class NavMenu extends WatchedElement {
    changed() {
      const links = [...this.querySelectorAll('a')].filter((link) => link.getAttribute('rel') !== 'home');
      tell('nav', { items: links.map((link) => ({ label: link.textContent.trim(), path: link.getAttribute('href') })) });
    }
  }

  class TitleBar extends WatchedElement {
    changed() {
      if (this.closest('ui-modal')) return;
      const title = this.getAttribute('title') ?? '';
      tell('title-bar', { owner: this.asOwner(), title, actions: actionsOf(this).map(described) });
    }
    removed() {
      tell('title-bar', { title: '', actions: [] });
    }
  }

  class SaveBar extends WatchedElement {
    isShown = false;
    get showing() {
      return this.isShown;
    }
    show() {
      if (this.isShown) return;
      this.isShown = true;
      this.changed();
      this.dispatchEvent(new Event('show'));
    }
    hide() {
      if (!this.isShown) return;
      this.isShown = false;
      tell('save-bar', { shown: false });
      this.dispatchEvent(new Event('hide'));
    }
    toggle() {
      if (this.isShown) this.hide();
      else this.show();
    }
    changed() {
      if (!this.isShown) return;
      const confirm = this.hasAttribute('discardConfirmation') || this.hasAttribute('discardconfirmation');
      tell('save-bar', { shown: true, owner: this.asOwner(), confirm, actions: actionsOf(this).map(described) });
    }
    removed() {
      this.hide();
    }
  }

  class Modal extends WatchedElement {
    isShown = false;
    /** Where React puts the modal's content; made when it is first asked for. */
    get content() {
      this.dialog ??= this.makeDialog();
      return this.dialog.querySelector('[data-content]');
    }
    get showing() {
      return this.isShown;
    }
    makeDialog() {
      const dialog = document.createElement('dialog');
      dialog.className = 'app-bridge-modal';
      dialog.innerHTML = '<header><h2></h2><button type="button" class="app-bridge-button" data-close aria-label="Close">✕</button></header><div data-content></div><footer></footer>';
      dialog.querySelector('[data-close]').addEventListener('click', () => this.hide());
      dialog.addEventListener('cancel', (event) => {
        event.preventDefault();
        this.hide();
      });
      return dialog;
    }
    show() {
      if (this.isShown) return;
      this.isShown = true;
      this.content.ownerDocument.body.append(this.dialog);
      this.changed();
      this.dialog.showModal();
      this.dispatchEvent(new Event('show'));
    }
    hide() {
      if (!this.isShown) return;
      this.isShown = false;
      this.dialog.close();
      this.dialog.remove();
      this.dispatchEvent(new Event('hide'));
    }
    toggle() {
      if (this.isShown) this.hide();
      else this.show();
    }
    changed() {
      if (!this.isShown) return;
      const bar = this.querySelector('ui-title-bar');
      this.dialog.dataset.variant = this.getAttribute('variant') ?? 'base';
      this.dialog.querySelector('h2').textContent = bar?.getAttribute('title') ?? '';
      this.dialog.setAttribute('aria-label', bar?.getAttribute('title') ?? '');
      this.dialog.querySelector('footer').replaceChildren(...actionsOf(bar).map((action) => this.footerButton(action)));
    }
    footerButton(action) {
      const button = document.createElement('button');
      const { label, variant, disabled, loading } = described(action);
      button.type = 'button';
      button.className = 'app-bridge-button';
      button.dataset.variant = variant;
      button.textContent = label;
      button.disabled = disabled || loading;
      button.addEventListener('click', () => action.click());
      return button;
    }
    removed() {
      this.hide();
    }
  }

  customElements.define('ui-nav-menu', NavMenu);
  customElements.define('s-app-nav', class extends NavMenu {});
  customElements.define('ui-title-bar', TitleBar);
  customElements.define('ui-save-bar', SaveBar);
  customElements.define('ui-modal', Modal);

  tellLocation();
  tell('ready');
})();
