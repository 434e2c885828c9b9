import { isDatabaseUnavailable, isStatementTimeout } from '#app/platform/db.server.ts';
import { LeaseExpiredError } from './heartbeat.server.ts';

/** Something went wrong that no input has to do with, such as reading the shop's rules. */
class SystemFaultError extends Error {}

/**
 * Does what does not depend on any input, so that no input is blamed when it fails.
 * @throws what `work` throws, as an error that is no fault of input
 */
export async function asSystemFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!mayBeInputFault(error)) throw error;
    throw new SystemFaultError(error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}

/** Trouble with the database or with this process is no input's fault: the whole job is tried again. */
export function isInputFault(error: unknown): boolean {
  if (error instanceof LeaseExpiredError || error instanceof SystemFaultError) return false;
  if (isDatabaseUnavailable(error)) return false;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Class 21 is the same row given twice in one statement, 22 bad data, 23 a broken constraint, 54 a value too
  // large or too complex; every other SQLSTATE is a fault of the system.
  return code === '' || /^(2[123]|54)/.test(code);
}

/** A statement about one item alone took longer than it may, again and again, while the database was well. */
export class SlowInputError extends Error {
  override name = 'SlowInputError';
}

/** Whether input may be at fault: it is, or a statement took too long, of which `retryAlone` says whose fault it is. */
export function mayBeInputFault(error: unknown): boolean {
  return isInputFault(error) || isStatementTimeout(error);
}

/**
 * Says whether it is an item's own fault that a statement about it alone took too long, and not that of a database
 * with too much to do. It is when the same work goes through without the item right afterwards, and the item fails
 * once more in the same way. Waiting for another's lock ends sooner, and under a code of its own (`Bounds.lockMs`).
 * @param error what the work on the item alone came to
 * @param nothing the same work with no item
 * @param retry the work on the item alone
 * @returns what the work came to at the second attempt
 * @throws SlowInputError when the item is at fault, else what went wrong; errors of another kind as they are
 */
export async function retryAlone<T>(
  error: unknown,
  nothing: () => Promise<unknown>,
  retry: () => Promise<T>,
): Promise<T> {
  if (!isStatementTimeout(error)) throw error;
  await nothing();
  try {
    return await retry();
  } catch (second) {
    if (!isStatementTimeout(second)) throw second;
    throw new SlowInputError('A statement took longer than it may.', { cause: second });
  }
}

/**
 * Carries out work on all items at once, and where that fails by a fault of an item on each half of them, down to
 * the item at fault. Where it takes too long, each item is tried by itself at once: halves would take as long again.
 * Each attempt must be a transaction of its own, so that one that failed left nothing.
 * @param work what is done with some of the items; with none, what it always does
 * @param refuse what is done with an item that cannot be worked on; when it throws, so does this
 * @throws what is no item's fault
 */
export async function isolateFaults<T>(
  items: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
  refuse: (item: T, error: unknown) => Promise<void>,
): Promise<void> {
  const [single] = items;
  if (single === undefined) return;
  let groups;
  try {
    await work(items);
    return;
  } catch (error) {
    if (!mayBeInputFault(error)) throw error;
    if (items.length === 1) {
      await workOrRefuse(single, error, work, refuse);
      return;
    }
    const middle = Math.ceil(items.length / 2);
    groups = isStatementTimeout(error)
      ? items.map((item) => [item])
      : [items.slice(0, middle), items.slice(middle)];
  }
  for (const group of groups) await isolateFaults(group, work, refuse);
}

async function workOrRefuse<T>(
  item: T,
  error: unknown,
  work: (some: readonly T[]) => Promise<void>,
  refuse: (item: T, error: unknown) => Promise<void>,
): Promise<void> {
  try {
    await retryAlone(
      error,
      () => work([]),
      () => work([item]),
    );
  } catch (fault) {
    if (!isInputFault(fault)) throw fault;
    await refuse(item, fault);
  }
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
