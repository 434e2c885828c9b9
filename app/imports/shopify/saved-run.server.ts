import type { ShopClient } from '#app/platform/db.server.ts';
import type { ParsedGroup } from './read-group.ts';

/** An object of a file, read; `end` is the byte after it. */
export type ImportedGroup = ParsedGroup & { end: number };

/** What one batch of a file came to. */
export type ReadProgress = { bytesDone: number; objects: number; unusable: number };

/** The run that the batches of a file belong to, as the saving code needs it. */
export type ImportTarget<G extends ImportedGroup> = {
  /** Under which topic values that could not be read are counted. */
  topic: string;
  /** Whether what is read may start journeys. */
  startsJourneys: boolean;
  /** Holds the run still; false when it was cancelled, or another worker has read on. */
  hold(client: ShopClient, bytesDone: number): Promise<boolean>;
  /** Notes how far it is read, in the transaction that saves the groups. */
  note(client: ShopClient, groups: readonly G[], read: ReadProgress, now: number): Promise<void>;
  /** What is left of an object that the database refused. */
  refused(group: G): G;
};
