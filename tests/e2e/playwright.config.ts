import { defineConfig } from '@playwright/test';
import { browserToLaunch, USER_AGENT } from './browser.ts';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/e2e',
  forbidOnly: true,
  // What passes at the second try has failed.
  retries: 0,
  workers: 1,
  // Only for what never ends. A page is waited for, not timed: a browser, two processes and a database share two cores.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/browser.json' }]],
  use: {
    launchOptions: await browserToLaunch(),
    userAgent: USER_AGENT,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    // What was done, asked for and said. Pictures of every moment, of which hardly one is ever looked at, cost a fifth of
    // the processor's time; `npm run test:browser -- --trace=on` makes them.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: true },
    screenshot: 'only-on-failure',
  },
});
