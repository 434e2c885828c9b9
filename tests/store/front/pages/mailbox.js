/** The mailbox: a live list of what the store's SMTP server took, and one mail in three views. */
const REFRESH_MS = 1500;
function find(name) {
  return document.querySelector(`[data-${name}]`);
}
const seen = new Set();
let mails = [];
let open = null;
let shownRows = '';

/** The simulated clock decides the year, so the date is always said. */
function moment(at) {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
}

/* ---- The list ---- */

function row(mail) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = seen.has(mail.id) ? 'row' : 'row is-new';
  if (open?.id === mail.id) button.setAttribute('aria-current', 'true');
  const part = (name, className, text) =>
    button.append(Object.assign(document.createElement(name), { className, textContent: text }));
  part('span', 'row__from', mail.from);
  part('time', '', moment(mail.receivedAt));
  part('span', 'row__subject', mail.subject);
  part('span', 'row__to', `to ${mail.to.join(', ')}`);
  button.addEventListener('click', () => void read(mail.id));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function showList() {
  const words = find('filter').value.toLowerCase();
  const wanted = mails.filter((mail) =>
    `${mail.from} ${mail.to} ${mail.subject}`.toLowerCase().includes(words),
  );
  // Redrawing an unchanged list would take the keyboard focus away from it.
  const rows = JSON.stringify([wanted, open?.id, [...seen]]);
  if (rows === shownRows) return;
  shownRows = rows;
  const focused = document.activeElement?.closest('li');
  const focusedAt = focused ? [...find('list').children].indexOf(focused) : -1;
  find('list').replaceChildren(...wanted.map(row));
  find('list').children[focusedAt]?.querySelector('button').focus();
  find('count').textContent = mails.length > 0 ? String(mails.length) : '';
  find('empty').hidden = wanted.length > 0;
}

find('filter').addEventListener('input', showList);

/** Asks again only after the answer, so a slow or stopped store is not flooded. */
async function follow() {
  try {
    const answer = await fetch('/mailbox/messages');
    mails = await answer.json();
    showList();
  } catch {
    find('count').textContent = 'The store has stopped';
  }
  setTimeout(follow, REFRESH_MS);
}

/* ---- One mail ---- */

async function read(id) {
  const answer = await fetch(`/mailbox/messages/${id}`);
  if (!answer.ok) return;
  open = await answer.json();
  seen.add(id);
  document.body.classList.add('is-reading');
  find('nothing').hidden = true;
  find('mail').hidden = false;
  find('subject').textContent = open.subject;
  find('from').textContent = open.from;
  find('to').textContent = open.to.join(', ');
  find('received').textContent = moment(open.receivedAt);
  find('answer').textContent = '';
  find('unsubscribe').hidden = !open.headers.some(
    ({ name }) => name.toLowerCase() === 'list-unsubscribe-post',
  );
  show(open.html ? 'html' : 'text');
  showList();
  find('subject').focus();
}

/**
 * The mail cannot run scripts or reach this page. Its links leave the frame: into the storefront pane when
 * there is one, otherwise into a new tab.
 */
function htmlView(html) {
  const frame = document.createElement('iframe');
  frame.title = 'The mail';
  frame.setAttribute('sandbox', 'allow-popups allow-popups-to-escape-sandbox allow-same-origin');
  frame.srcdoc = html;
  frame.addEventListener('load', () => {
    frame.contentDocument.addEventListener('click', (event) => {
      const link = event.target.closest?.('a[href]');
      if (!link) return;
      event.preventDefault();
      const isInPane = window.parent !== window && window.parent.frames.storefront;
      window.open(link.href, isInPane ? 'storefront' : '_blank');
    });
  });
  return frame;
}

function textView(text) {
  return Object.assign(document.createElement('pre'), { textContent: text });
}

const views = {
  html: () => (open.html ? htmlView(open.html) : textView('This mail has no HTML part.')),
  text: () => textView(open.text ?? 'This mail has no plain-text part.'),
  headers: () => textView(open.headers.map(({ name, value }) => `${name}: ${value}`).join('\n')),
};

const tabs = [...document.querySelectorAll('[data-view]')];

function show(view) {
  for (const tab of tabs) {
    tab.setAttribute('aria-selected', String(tab.dataset.view === view));
    tab.tabIndex = tab.dataset.view === view ? 0 : -1;
  }
  find('panel').setAttribute('aria-labelledby', `tab-${view}`);
  find('panel').replaceChildren(views[view]());
}

for (const [at, tab] of tabs.entries()) {
  tab.addEventListener('click', () => show(tab.dataset.view));
  tab.addEventListener('keydown', ({ key }) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step) return;
    const next = tabs[(at + step + tabs.length) % tabs.length];
    show(next.dataset.view);
    next.focus();
  });
}

find('back').addEventListener('click', () => {
  document.body.classList.remove('is-reading');
  find('mail').hidden = true;
  open = null;
  showList();
  find('filter').focus();
});

const ANSWERS = {
  unsubscribed: 'Unsubscribed.',
  refused: 'The app refused the unsubscribe request.',
  not_offered: 'This mail offers no one-click unsubscribe.',
};

find('unsubscribe').addEventListener('click', async () => {
  const answer = await fetch(`/mailbox/messages/${open.id}/unsubscribe`, { method: 'POST' });
  const { outcome } = await answer.json();
  find('answer').textContent = ANSWERS[outcome] ?? 'That did not work.';
});

void follow();
