/** The page with the three panes: which are open, which is wide, and the simulated clock. */
const KEY = 'desk:closed-panes';
const REFRESH_MS = 5000;
const TICK_MS = 250;

function paneOf(name) {
  return document.querySelector(`[data-pane="${name}"]`);
}

/* ---- Panes ---- */

function closedPanes() {
  return new Set(JSON.parse(localStorage.getItem(KEY) ?? '[]'));
}

function showPanes() {
  const closed = closedPanes();
  for (const button of document.querySelectorAll('[data-toggle]')) {
    const isOpen = !closed.has(button.dataset.toggle);
    button.setAttribute('aria-pressed', String(isOpen));
    paneOf(button.dataset.toggle).hidden = !isOpen;
  }
}

for (const button of document.querySelectorAll('[data-toggle]')) {
  button.addEventListener('click', () => {
    const closed = closedPanes();
    const { toggle } = button.dataset;
    if (!closed.delete(toggle)) closed.add(toggle);
    // The last open pane stays open.
    if (closed.size === 3) return;
    localStorage.setItem(KEY, JSON.stringify([...closed]));
    showPanes();
  });
}

for (const button of document.querySelectorAll('[data-widen]')) {
  button.addEventListener('click', () => {
    const isWide = paneOf(button.dataset.widen).classList.contains('is-wide');
    for (const other of document.querySelectorAll('[data-widen]')) {
      const wide = other === button && !isWide;
      paneOf(other.dataset.widen).classList.toggle('is-wide', wide);
      other.setAttribute('aria-pressed', String(wide));
      other.textContent = wide ? 'Narrow' : 'Widen';
    }
  });
}

/* ---- Clock ---- */

const time = document.querySelector('[data-time]');
const speed = document.querySelector('[data-speed]');
const select = speed.querySelector('select');
let clock = null;

function take(answer) {
  clock = { ...answer, readAt: performance.now() };
  speed.hidden = !clock.isAdjustable;
  const rate = String(Math.round(clock.rate));
  if (![...select.options].some(({ value }) => value === rate))
    select.add(new Option(`${rate} times real time`, rate));
  if (document.activeElement !== select) select.value = rate;
}

async function readClock(init) {
  const answer = await fetch('/clock', init);
  if (answer.ok) take(await answer.json());
}

function tick() {
  if (!clock) return;
  const now = new Date(clock.now + (performance.now() - clock.readAt) * clock.rate);
  time.dateTime = now.toISOString();
  time.textContent = new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: clock.timezone,
  }).format(now);
}

select.addEventListener('change', () => {
  void readClock({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ rate: Number(select.value) }),
  });
});

/** Only the next reading waits for this one, so a stopped store costs one failed request at a time. */
async function follow() {
  try {
    await readClock();
  } catch {
    time.textContent = 'The store has stopped';
    clock = null;
  }
  setTimeout(follow, REFRESH_MS);
}

showPanes();
setInterval(tick, TICK_MS);
void follow();
