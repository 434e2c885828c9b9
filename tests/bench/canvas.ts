import { chromium, type Frame, type FrameLocator, type Page } from '@playwright/test';
import pg from 'pg';
import type { JourneyContent } from '#app/journeys/definitions/journey-content.ts';
import type { Step } from '#app/journeys/steps/registry.ts';
import { DAY } from '#app/lib/duration.ts';
import { withLiveStack, type LiveStack } from '#tests/stack/live-stack.ts';
import { openAdmin } from '../e2e/admin.ts';
import { browserToLaunch, USER_AGENT } from '../e2e/browser.ts';
import type { Figure } from './benches.ts';
import type { Lab } from './lab.ts';
import { quantile } from './load.ts';

const STEPS = 500;
const FEW_STEPS = 5;
const SLOWED = 4;
/** How often each interaction is repeated. */
const TIMES = 10;
/** Shorter ones the browser does not report. */
const SHORTEST_MS = 16;

export const CANVAS_SIZES = `canvas: a draft of ${String(STEPS)} steps in the real admin, processor slowed ${String(SLOWED)} times; from each key to the next frame, nine interactions, ${String(TIMES)} times each, slowest twentieth; baseline ${String(FEW_STEPS)} steps`;

/** What a merchant does on the canvas, by keys: each is one interaction, and leads to the next. */
const KEYS = [
  ['to the next step', 'ArrowDown'],
  ['back to the step before', 'ArrowUp'],
  ['open the settings', 'Enter'],
  ['close the settings', 'Escape'],
  ['delete the step', 'Delete'],
  ['undo', 'Control+z'],
  ['redo', 'Control+y'],
  ['undo again', 'Control+z'],
  ['to the step after it', 'ArrowDown'],
] as const;

/** How long an interaction with the canvas takes, from the key to what it shows; milliseconds, the slowest twentieth. */
export async function benchCanvas(lab: Lab): Promise<Figure> {
  let figure: Figure = { value: 0, baseline: 0 };
  await withLiveStack(async (stack) => {
    const browser = await chromium.launch(await browserToLaunch());
    try {
      const page = await browser.newPage({ userAgent: USER_AGENT });
      figure = {
        value: await interactionTime(lab, stack, page, STEPS),
        baseline: await interactionTime(lab, stack, page, FEW_STEPS),
      };
    } finally {
      await browser.close();
    }
  });
  return figure;
}

async function interactionTime(
  lab: Lab,
  stack: LiveStack,
  page: Page,
  steps: number,
): Promise<number> {
  const key = `drawn-${String(steps)}`;
  await saveDraft(stack, key, contentOfSteps(steps));
  const path = `/app/journeys/${key}/edit`;
  const admin = await openAdmin(page, stack.store, path);
  await admin.getByRole('group', { name: /^Start/ }).focus();
  const frame = page.frames().find((one) => one.url().includes(path));
  if (!frame) throw new Error(`The admin shows no frame of ${path}.`);
  await watchInteractions(frame);
  const devtools = await page.context().newCDPSession(frame);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  const took: number[] = [];
  for (const [words, keys] of Array.from({ length: TIMES }, () => KEYS).flat()) {
    const ms = await interact(page, admin, frame, keys);
    took.push(ms);
    lab.say(`canvas.interact: ${String(steps)} steps, ${words}: ${ms.toFixed(0)} ms`);
  }
  await devtools.detach();
  return quantile(took, 0.95);
}

/** A chain of waits and emails with a branch at every tenth step, as long as a journey may be. */
function contentOfSteps(count: number): JourneyContent {
  const last = count - 1;
  const id = (place: number) => (place >= last ? 'end' : `s${String(place)}`);
  const steps = Array.from({ length: last }, (_, place): Step => {
    const base = { id: id(place) };
    const next = id(place + 1);
    if (place % 10 === 5)
      return {
        ...base,
        kind: 'branch',
        when: { field: 'orders', is: 'at_least', value: 1 },
        yes: next,
        no: id(place + 3),
      };
    if (place % 2 === 0) return { ...base, kind: 'wait', ms: DAY, next };
    return { ...base, kind: 'email', template: 'order-thanks', class: 'marketing', next };
  });
  return {
    name: `Drawn with ${String(count)} steps`,
    purpose: 'A measurement',
    trigger: { events: ['order.placed'], subject: 'order' },
    entry: { all: [] },
    exitReasons: [],
    restartsWhileWaitingAt: null,
    first: id(0),
    steps: [...steps, { id: 'end', kind: 'exit', reason: 'finished' }],
  };
}

async function saveDraft(stack: LiveStack, key: string, content: JourneyContent): Promise<void> {
  const owner = new pg.Pool({ connectionString: stack.databaseUrl, max: 1 });
  await owner.query(
    `with of_shop as (select id from shop limit 1), made as (
       insert into definition (shop_id, kind, key, created_at)
       select id, 'journey', $1, now() from of_shop returning shop_id)
     insert into definition_draft (shop_id, kind, key, content, based_on_version, revision, author, saved_at)
     select shop_id, 'journey', $1, $2, null, 1, '1', now() from made`,
    [key, JSON.stringify(content)],
  );
  await owner.end();
}

type Interactions = { interactions?: { id: number; ms: number }[] };

/** Lets the browser note how long each interaction took until the frame that shows what it did. */
async function watchInteractions(frame: Frame): Promise<void> {
  await frame.evaluate((shortest) => {
    const noted: { id: number; ms: number }[] = [];
    (globalThis as Interactions).interactions = noted;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const id = 'interactionId' in entry ? Number(entry.interactionId) : 0;
        if (id > 0) noted.push({ id, ms: entry.duration });
      }
    });
    observer.observe({ type: 'event', durationThreshold: shortest } as PerformanceObserverInit);
  }, SHORTEST_MS);
}

/** Presses keys and waits until the page has nothing left to do. @returns milliseconds, `SHORTEST_MS` for less */
async function interact(
  page: Page,
  admin: FrameLocator,
  frame: Frame,
  keys: string,
): Promise<number> {
  await frame.evaluate(() => void (globalThis as Interactions).interactions?.splice(0));
  await page.keyboard.press(keys);
  await admin
    .locator('body')
    .evaluate(
      () =>
        new Promise<void>((resolve) =>
          requestAnimationFrame(() => requestIdleCallback(() => setTimeout(resolve, 100))),
        ),
    );
  const noted = await frame.evaluate(() => (globalThis as Interactions).interactions ?? []);
  return Math.max(SHORTEST_MS, ...noted.map(({ ms }) => ms));
}
