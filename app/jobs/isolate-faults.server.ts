import { isDatabaseAway } from '#app/db.server.ts';
import { ReleasedError } from './heartbeat.server.ts';

/** Something went wrong that no input has to do with, such as reading the shop's rules. */
class SurroundingsError extends Error {}

/**
 * Does what does not depend on any input, so that no input is blamed when it fails.
 * @throws what `work` throws, as an error that is no fault of input
 */
export async function withoutBlame<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isFaultOfInput(error)) throw error;
    throw new SurroundingsError(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

/** Trouble with the database or with this process is no input's fault: the whole job is tried again. */
export function isFaultOfInput(error: unknown): boolean {
  if (error instanceof ReleasedError || error instanceof SurroundingsError) return false;
  if (isDatabaseAway(error)) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Class 21 is the same row told twice in one statement, 22 bad data, 23 a broken constraint, 54 a value too
  // large or too complex; every other SQLSTATE is the surroundings'.
  return code === '' || /^(2[123]|54)/.test(code);
}

/**
 * Carries out work on all items at once, and where that fails by a fault of an item on each half of them, down to
 * the item at fault. Each attempt must be a transaction of its own, so that one that failed left nothing.
 * @param work what is done with some of the items
 * @param refuse what is done with an item that cannot be worked on; when it throws, so does this
 * @throws what is no item's fault
 */
export async function isolateFaults<T>(
  items: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
  refuse: (item: T, error: unknown) => Promise<void>,
): Promise<void> {
  const [only] = items;
  if (only === undefined) return;
  try {
    await work(items);
    return;
  } catch (error) {
    if (!isFaultOfInput(error)) throw error;
    if (items.length === 1) {
      await refuse(only, error);
      return;
    }
  }
  const middle = Math.ceil(items.length / 2);
  await isolateFaults(items.slice(0, middle), work, refuse);
  await isolateFaults(items.slice(middle), work, refuse);
}

/** Lines of a stack that lead to the place. */
const FRAMES = 6;
/** What PostgreSQL says of an error that are names of ours, and no data. */
const NAMES = ['code', 'table', 'column', 'constraint'];

/**
 * What may be logged of an error that input caused: where and of what kind it is. Its message, and what PostgreSQL
 * adds to it, may quote the input.
 */
export function describeFault(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const named = Object.entries(error).filter(([key]) => NAMES.includes(key));
  return { fault: error.name, at: frames.slice(0, FRAMES), ...Object.fromEntries(named) };
}
