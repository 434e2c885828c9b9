import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Frame, type FrameLocator, type Page } from '@playwright/test';
import { MOST_STEPS } from '#app/journeys/definition.ts';
import { withLiveStack, type LiveStack } from '#tests/stack/live-stack.ts';
import { openAdmin } from '../e2e/admin.ts';
import { browserToLaunch, USER_AGENT } from '../e2e/browser.ts';
import type { Figure } from './benches.ts';
import { createDrawnJourney } from './canvas-draft.ts';
import { canvasInteractions, firstInView } from './canvas-interactions.ts';
import { takeFrameTimes, watchFrameTimes } from './frame-times.ts';
import type { Lab } from './lab.ts';
import { quantile } from './load.ts';

/** One more is added and taken back, so that it has as many as a journey may. */
const STEPS = MOST_STEPS - 1;
const FEW_STEPS = 5;
const SLOWED = 4;
const ROUNDS = 10;
/** The first round compiles the code of the page. */
const WARM_UP = 1;
/** Of a laptop. */
const WINDOW = { width: 1440, height: 900 };

export const CANVAS_SIZES = `canvas: a draft of ${String(STEPS)} steps, and one more, in the admin; processor slowed ${String(SLOWED)} times; from each key, click and movement of the mouse to the frame that shows it, the slowest of each interaction, p95 of ${String(ROUNDS)} rounds of 22 interactions after one; the baseline: ${String(FEW_STEPS)} steps`;

/** How long what a merchant does on the canvas takes until it is seen, in milliseconds. */
export async function benchCanvas(lab: Lab): Promise<Figure> {
  let figure: Figure = { value: 0, baseline: 0 };
  await withLiveStack(async (stack) => {
    const browser = await chromium.launch(await browserToLaunch());
    try {
      const page = await browser.newPage({ userAgent: USER_AGENT, viewport: WINDOW });
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
  const key = await createDrawnJourney(stack, steps);
  const admin = await openAdmin(page, stack.store, `/app/journeys/${key}/edit`);
  await admin.getByRole('group', { name: /^Start\. / }).waitFor();
  // The address of the admin names the same page: the app is what its own address begins with.
  const frame = page.frames().find((one) => one.url().startsWith(stack.appUrl));
  if (!frame) throw new Error(`The admin shows no frame of ${stack.appUrl}.`);
  await watchFrameTimes(frame);
  // Both are of one site, and so of one process, whose main thread is slowed.
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  const took = new Map<string, number[]>();
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1)
    for (const [name, ms] of await playRound(page, admin, frame))
      if (round >= WARM_UP) took.set(name, [...(took.get(name) ?? []), ms]);
  await devtools.detach();
  for (const [name, times] of took) {
    const [p50, p95] = [quantile(times, 0.5).toFixed(0), quantile(times, 0.95).toFixed(0)];
    lab.say(`canvas.interact: ${String(steps)} steps, ${name}: p50 ${p50} ms, p95 ${p95} ms`);
  }
  return quantile([...took.values()].flat(), 0.95);
}

/** @returns the slowest event of each interaction, in milliseconds until it was seen */
async function playRound(
  page: Page,
  admin: FrameLocator,
  frame: Frame,
): Promise<[name: string, ms: number][]> {
  const played: [string, number][] = [];
  await (await firstInView(admin.locator('.react-flow__node[aria-label^="Wait"]'))).focus();
  for (const { name, aim, act, done } of canvasInteractions(page, admin)) {
    await aim?.();
    await pause(pauseAfter(played.length));
    await takeFrameTimes(frame);
    await act();
    const times = await takeFrameTimes(frame);
    if (times.length === 0) throw new Error(`The page noted no event of “${name}”.`);
    played.push([name, Math.max(...times)]);
    await done();
  }
  return played;
}

/** As people pause, longer and shorter: some interactions meet the check of the draft, or its saving. */
function pauseAfter(interactions: number): number {
  return 150 + ((interactions * 137) % 500);
}
