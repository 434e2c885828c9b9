import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { NEVER_MS } from '#tests/setup/never.ts';
import { withLiveStack, type LiveStack } from '#tests/stack/live-stack.ts';

/** The mailbox shows mails in a frame without scripts, where Playwright's own are refused as well. */
const REFUSED_IN_MAIL = "Blocked script execution in 'about:srcdoc'";
/** How the browser notes that a page was refused to a member of staff. */
const NOT_ALLOWED = /the server responded with a status of 403/;

/** Events of the storefront that find the app busy are sent with the next ones; the browser notes each refusal. */
const SENT_AGAIN = { text: /the server responded with a status of 503/, path: '/pixel/' };

type Fixtures = {
  /** A page in a browser of its own, as another person would have. */
  newVisitor: () => Promise<Page>;
  /** Whether pages are requested that the staff member may not see. */
  asksTooMuch: boolean;
};

/** Playwright's `test` with the environment running; an error in any page's script or console fails the test. */
export const test = base.extend<Fixtures, { environment: string; stack: LiveStack }>({
  // Tests that count all people of the shop name an environment of their own; the others share one.
  environment: ['shared', { scope: 'worker', option: true }],
  stack: [
    ({ browser: _browser, environment: _environment }, use) => withLiveStack(use),
    { scope: 'worker', timeout: NEVER_MS },
  ],
  asksTooMuch: [false, { option: true }],
  async context({ context, asksTooMuch }, use) {
    const errors = watch(context);
    await use(context);
    expect(errors.filter((error) => !asksTooMuch || !NOT_ALLOWED.test(error))).toEqual([]);
  },
  async newVisitor({ browser }, use) {
    const opened: { context: BrowserContext; errors: string[] }[] = [];
    await use(async () => {
      const context = await browser.newContext();
      opened.push({ context, errors: watch(context) });
      return await context.newPage();
    });
    for (const { context } of opened) await context.close();
    expect(opened.flatMap(({ errors }) => errors)).toEqual([]);
  },
});

export { expect };

/** Collects what goes wrong in the pages of a browser. */
function watch(context: BrowserContext): string[] {
  const errors: string[] = [];
  context.on('weberror', (problem) =>
    errors.push(problem.error().stack ?? String(problem.error())),
  );
  context.on('console', (message) => {
    const text = message.text();
    const { url } = message.location();
    if (message.type() !== 'error' || text.startsWith(REFUSED_IN_MAIL)) return;
    if (SENT_AGAIN.text.test(text) && url.includes(SENT_AGAIN.path)) return;
    errors.push(`${text} (${url})`);
  });
  return errors;
}
