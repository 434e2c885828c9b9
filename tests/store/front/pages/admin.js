/** The admin around the app's frame: the shell side of app-bridge.js. */
const { frame: frameUrl, current, appOrigin, appPath } = document.body.dataset;
function find(name) {
  return document.querySelector(`[data-${name}]`);
}
const frame = find('app');
const isApp = current === 'app';

/* ---- The line to the app ---- */

function sendToApp(shell, data = {}) {
  frame.contentWindow.postMessage({ shell, ...data }, appOrigin);
}

const answers = {
  'id-token': async () => (await (await fetch('/admin/session-token')).json()).token,
  'leave-confirmation': () => leaveConfirmed(),
  'request-scopes': ({ scopes }) => requestScopes(scopes),
};

const notices = {
  nav: showNav,
  'title-bar': showTitleBar,
  'save-bar': showSaveBar,
  location: showLocation,
  toast: showToast,
  'toast-hide': ({ id }) => removeToast(id),
  'open-top': ({ url }) => openTop(new URL(url)),
  loading: ({ isLoading }) => (find('loading').hidden = !isLoading),
  ready: () => (find('loading').hidden = true),
};

async function answer(type, data) {
  const { callId } = data;
  try {
    sendToApp('answer', { callId, value: await answers[type](data) });
  } catch (error) {
    sendToApp('answer', { callId, error: String(error) });
  }
}

window.addEventListener('message', ({ source, origin, data }) => {
  if (source !== frame.contentWindow || origin !== appOrigin || !data?.appBridge) return;
  if (data.callId && answers[data.appBridge]) void answer(data.appBridge, data);
  else notices[data.appBridge]?.(data);
});

/** Asks the merchant, as Shopify does in a dialog of its own. */
async function requestScopes(scopes) {
  if (!window.confirm(`Tendril asks for more access: ${scopes.join(', ')}. Allow it?`))
    return { result: 'declined-all' };
  const granted = await fetch('/admin/scopes', { method: 'POST', body: JSON.stringify(scopes) });
  return { result: granted.ok ? 'granted-all' : 'declined-all' };
}

/* ---- Where we are ---- */

/** What Shopify adds to the frame's address and never shows in the admin's. */
const ADDED = ['embedded', 'shop', 'host', 'locale', 'session', 'id_token', 'hmac', 'timestamp'];
let appLocation = '';

function showLocation({ path }) {
  const url = new URL(path, appOrigin);
  for (const name of ADDED) url.searchParams.delete(name);
  if (url.pathname.startsWith('/auth/')) return;
  appLocation = url.pathname;
  history.replaceState(null, '', appPath + url.pathname + url.search);
  markCurrent();
}

function markCurrent() {
  const links = [...document.querySelectorAll('.side a[data-path]')];
  // The longest matching address wins, so that /app does not claim /app/people.
  const best = links
    .filter(
      ({ dataset }) => appLocation === dataset.path || appLocation.startsWith(`${dataset.path}/`),
    )
    .sort((a, b) => b.dataset.path.length - a.dataset.path.length)[0];
  for (const link of document.querySelectorAll('.side a')) {
    const isHere = isApp ? link === (best ?? find('app-home')) : link.dataset.list === current;
    if (isHere) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function showNav({ items }) {
  find('nav').replaceChildren(
    ...items.map(({ label, path }) => {
      const row = document.createElement('li');
      const link = document.createElement('a');
      link.href = appPath + path;
      link.dataset.path = path;
      link.textContent = label;
      row.append(link);
      return row;
    }),
  );
  markCurrent();
}

/** A link of the app is followed inside its frame, so that the app need not load again. */
document.querySelector('.side').addEventListener('click', (event) => {
  const link = event.target.closest('a');
  if (!link || link.target === '_blank') return;
  if (!leaveConfirmed()) {
    event.preventDefault();
    return;
  }
  const path = link.dataset.path ?? (link === find('app-home') ? '/app' : null);
  if (!isApp || path === null || event.metaKey || event.ctrlKey) return;
  event.preventDefault();
  document.querySelector('.side').classList.remove('is-open');
  sendToApp('navigate', { path });
});

find('menu').addEventListener('click', ({ currentTarget }) => {
  const isOpen = document.querySelector('.side').classList.toggle('is-open');
  currentTarget.setAttribute('aria-expanded', String(isOpen));
});

/** `shopify://admin/...` and addresses of Shopify's own admin lead to the same page of this one. */
function openTop(url) {
  if (!leaveConfirmed()) return;
  const path =
    url.protocol === 'shopify:'
      ? url.pathname
      : url.host === 'admin.shopify.com'
        ? url.pathname.replace(/^\/store\/[^/]+/, '')
        : null;
  location.assign(path === null ? url : `/admin${path.replace(/^\/+/, '/')}`);
}

/* ---- Title bar, save bar, toasts ---- */

function actionButton(owner, action, index) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.classList.toggle('is-primary', action.variant === 'primary');
  button.classList.toggle('is-critical', action.tone === 'critical');
  button.textContent = action.label || (action.variant === 'primary' ? 'Save' : 'Discard');
  button.disabled = action.disabled || action.loading;
  button.addEventListener('click', () => sendToApp('press-action', { owner, index }));
  return button;
}

function showTitleBar({ owner, title, actions }) {
  find('title').textContent = title || 'Tendril';
  document.title = `${title || 'Tendril'} · Admin`;
  find('title-actions').replaceChildren(
    ...actions.map((action, index) => actionButton(owner, action, index)),
  );
}

let saveBarShown = false;

function showSaveBar({ shown, owner, actions = [], confirm }) {
  saveBarShown = shown;
  find('save-bar').hidden = !shown;
  document.querySelector('.search').hidden = shown;
  // Discard stands before Save, whatever their order in the app.
  const buttons = actions.map((action, index) => actionButton(owner, action, index));
  const isPrimary = (button) => Number(button.classList.contains('is-primary'));
  buttons.sort((a, b) => isPrimary(a) - isPrimary(b));
  if (confirm) {
    buttons[0]?.addEventListener(
      'click',
      (event) => {
        if (!window.confirm('Discard all unsaved changes?')) event.stopImmediatePropagation();
      },
      { capture: true },
    );
  }
  find('save-actions').replaceChildren(...buttons);
}

/** With unsaved changes, points at the save bar instead of leaving. */
function leaveConfirmed() {
  if (!saveBarShown) return true;
  const bar = find('save-bar');
  bar.classList.remove('is-blocking');
  void bar.offsetWidth;
  bar.classList.add('is-blocking');
  return false;
}

const toasts = new Map();

function removeToast(id) {
  toasts.get(id)?.remove();
  if (toasts.delete(id)) sendToApp('toast-closed', { id });
}

function showToast({ id, message, duration, isError, action }) {
  const toast = document.createElement('div');
  toast.className = isError ? 'toast is-error' : 'toast';
  toast.append(Object.assign(document.createElement('span'), { textContent: message }));
  const button = (label, onClick) => {
    const made = Object.assign(document.createElement('button'), {
      type: 'button',
      textContent: label,
    });
    made.addEventListener('click', onClick);
    toast.append(made);
    return made;
  };
  if (action) {
    button(action, () => {
      sendToApp('toast-action', { id });
      removeToast(id);
    });
  }
  button('✕', () => removeToast(id)).setAttribute('aria-label', 'Dismiss');
  toasts.set(id, toast);
  find('toasts').append(toast);
  setTimeout(() => removeToast(id), duration);
}

/* ---- Start ---- */

find('title-bar').hidden = !isApp;
frame.title = isApp ? 'Tendril' : current;
find('loading').hidden = !isApp;
markCurrent();
frame.src = frameUrl;
