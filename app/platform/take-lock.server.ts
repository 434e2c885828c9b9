import type pg from 'pg';

/**
 * PostgreSQL's advisory locks, each with a number of its own, so that no two kinds of work wait for each other by chance.
 * Of the kinds that are taken together, those above are taken first.
 */
const LOCKS = {
  /** Deciding for a shop: batches, merges, erasures. */
  shop: 0,
  /** Changing the segments of a shop. */
  segments: 2,
  /** Beginning to import customers from a CSV file. */
  move_in: 1,
  /** Storing a wholesale application to a shop. */
  application: 3,
  /** Asking for test emails of a shop. */
  email_test: 4,
} as const;

type LockName = keyof typeof LOCKS;

/**
 * Waits until no other transaction holds the lock, and holds it until the caller's transaction ends.
 * @param subject what of the kind is locked, such as the id of a shop
 */
export async function takeLock(
  client: Pick<pg.ClientBase, 'query'>,
  name: LockName,
  subject: string,
): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, $2))', [
    subject,
    LOCKS[name],
  ]);
}
