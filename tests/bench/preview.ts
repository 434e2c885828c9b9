import { chromium, type Frame, type Page } from '@playwright/test';
import { createDefinition } from '#app/definitions/create-definition.server.ts';
import { emailKind } from '#app/messages/templates/email-kind.ts';
import { openLayoutProcess } from '#app/messages/render/lay-out.server.ts';
import { layout } from '#app/messages/templates/layout.ts';
import { inShop, openPool } from '#app/platform/db.server.ts';
import { withLiveStack, type LiveStack } from '#tests/stack/live-stack.ts';
import { openAdmin } from '../e2e/admin.ts';
import { browserToLaunch, USER_AGENT } from '../e2e/browser.ts';
import type { Figure } from './benches.ts';
import type { Lab } from './lab.ts';
import { quantile } from './load.ts';
import { twentyBlocks } from './twenty-blocks.ts';

const WARM_UP = 10;
const LETTERS = 60;

export const PREVIEW_SIZES = `preview: an email of 20 blocks in the admin, from the key of each of ${String(LETTERS)} letters after ${String(WARM_UP)} to the preview that shows it; the baseline: laying the same markup out in a process that is kept`;

/** How long it takes from a key to the preview that shows its letter, p95 in milliseconds. */
export async function benchPreview(lab: Lab): Promise<Figure> {
  let value = 0;
  await withLiveStack(async (stack) => {
    const browser = await chromium.launch(await browserToLaunch());
    try {
      const page = await browser.newPage({ userAgent: USER_AGENT });
      const took = await typeLetters(page, stack);
      value = quantile(took, 0.95);
      lab.say(`preview.p95: p50 ${quantile(took, 0.5).toFixed(0)} ms, p95 ${value.toFixed(0)} ms`);
    } finally {
      await browser.close();
    }
  });
  return { value, baseline: await layOutTime() };
}

async function typeLetters(page: Page, stack: LiveStack): Promise<number[]> {
  const key = await createTwentyBlocks(stack);
  const admin = await openAdmin(page, stack.store, `/app/emails/${key}/edit`);
  await admin
    .getByRole('button', { name: /^Heading/ })
    .first()
    .click();
  const field = admin.getByRole('textbox', { name: 'Heading' });
  await admin
    .frameLocator('iframe[title="Preview, desktop"]')
    .getByRole('heading')
    .first()
    .waitFor();
  const frame = page.frames().find((one) => one.url().startsWith(stack.appUrl));
  if (!frame) throw new Error(`The admin shows no frame of ${stack.appUrl}.`);
  await watchPreview(frame);
  await field.focus();
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP + LETTERS; turn += 1) {
    await page.keyboard.press('a');
    const ms = await frame.waitForFunction(
      () => Reflect.get(window, 'previewTime') as number | null,
    );
    if (turn >= WARM_UP) took.push(Number(await ms.jsonValue()));
  }
  return took;
}

/** Notes when a key is pressed and when the document of the preview is another, in the page itself. */
async function watchPreview(frame: Frame): Promise<void> {
  await frame.evaluate(() => {
    let pressed = 0;
    document.addEventListener(
      'keydown',
      () => {
        pressed = performance.now();
        Reflect.set(window, 'previewTime', null);
      },
      true,
    );
    const preview = document.querySelector<HTMLIFrameElement>('iframe[title="Preview, desktop"]');
    const root = preview?.contentDocument?.documentElement;
    if (!root) throw new Error('There is no preview.');
    new MutationObserver(() => {
      Reflect.set(window, 'previewTime', performance.now() - pressed);
    }).observe(root, { childList: true });
  });
}

async function createTwentyBlocks({ databaseUrl, ring }: LiveStack): Promise<string> {
  const pool = openPool(databaseUrl, { max: 1, name: 'preview', ring });
  try {
    const { rows } = await pool.query<{ id: string }>('select id from shop');
    const shopId = rows[0]?.id ?? '';
    const made = await inShop(pool, shopId, (client) =>
      createDefinition(client, shopId, emailKind, twentyBlocks(), '1', Date.now()),
    );
    if (made.outcome !== 'created') throw new Error(`No email was made: ${JSON.stringify(made)}`);
    return made.key;
  } finally {
    await pool.end();
  }
}

async function layOutTime(): Promise<number> {
  const composed = twentyBlocks();
  const markup = layout(emailKind.completed?.(composed) ?? composed);
  const kept = openLayoutProcess();
  const took: number[] = [];
  for (let turn = 0; turn < WARM_UP + LETTERS; turn += 1) {
    const started = performance.now();
    await kept.lay([markup]);
    if (turn >= WARM_UP) took.push(performance.now() - started);
  }
  kept.close();
  return quantile(took, 0.95);
}
