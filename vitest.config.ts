import { defineConfig } from 'vitest/config';
import { NEVER_MS, WAIT_MS } from './tests/setup/never.ts';

const DATABASE_TESTS = '**/*.db.test.ts';
/** Tests of what pages are made of: they alone have a document. */
const UI_TESTS = 'app/**/*.test.tsx';
const FAULT_TESTS = 'tests/faults/**/*.test.ts';
const ELSEWHERE = ['**/node_modules/**', 'build/**'];

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,extensions,prisma,tests}/**/*.test.ts'],
          exclude: [...ELSEWHERE, DATABASE_TESTS, FAULT_TESTS],
          // Tests leave nothing behind in a module, so that files share what was loaded: half the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          include: [UI_TESTS],
          exclude: ELSEWHERE,
          environment: 'happy-dom',
          css: true,
          setupFiles: ['tests/setup/quiet-console.ts', 'tests/setup/browser-page.ts'],
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: [DATABASE_TESTS],
          exclude: [...ELSEWHERE, FAULT_TESTS],
          globalSetup: 'tests/setup/database-server.ts',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          include: [FAULT_TESTS],
          globalSetup: 'tests/faults/setup.ts',
          sequence: { groupOrder: 1 },
          isolate: false,
          // They wait for processes more than they work.
          maxWorkers: 2,
        },
      },
    ],
    setupFiles: ['tests/setup/quiet-console.ts'],
    // `npm test` runs the fault tests, the others and those of the browser beside each other, on two processors. One
    // worker for a project also loads the modules that its files share once.
    maxWorkers: 1,
    // Only for what never ends: a machine may be as slow as it likes.
    testTimeout: NEVER_MS,
    hookTimeout: NEVER_MS,
    expect: { poll: { timeout: WAIT_MS } },
  },
});
