/**
 * The one limit of a test, in milliseconds: only for what never ends. A machine may be as slow as it likes; how
 * long something takes is measured by `npm run bench`.
 */
export const NEVER_MS = process.env.NIGHTLY === '1' ? 6 * 3_600_000 : 600_000;

/** When a wait inside a test is given up, so early that the test can still say what it waited for. */
export const WAIT_MS = NEVER_MS - 60_000;
