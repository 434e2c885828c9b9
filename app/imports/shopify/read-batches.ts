/**
 * Saves batches one after another; each is read while the one before is being saved, so that no more than two
 * are held whatever the size of the file.
 * @param next reads the next batch; empty at the end
 * @param save saves a batch that follows on a byte; gives the byte it ends at, null when the run was cancelled
 * @returns whether the end was reached
 */
export async function readBatches<G>(
  from: number,
  next: () => Promise<G[]>,
  save: (bytesDone: number, batch: G[]) => Promise<number | null>,
): Promise<boolean> {
  let bytesDone: number | null = from;
  let batch = await next();
  while (batch.length > 0 && bytesDone !== null) {
    const upcoming = next();
    // Awaited below, where an error is thrown; when the saving fails it is not awaited, and an error does not matter.
    upcoming.catch(() => undefined);
    bytesDone = await save(bytesDone, batch);
    batch = await upcoming;
  }
  return bytesDone !== null;
}
