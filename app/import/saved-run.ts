import type { ShopClient } from '#app/db.server.ts';
import type { GroupReading } from './read-group.ts';

/** An object of a file, read; `end` is the byte after it. */
export type ReadGroup = GroupReading & { end: number };

/** What one batch of a file came to. */
export type Read = { bytesDone: number; objects: number; unusable: number };

/** The run that the batches of a file belong to, as whoever saves them needs it. */
export type SavedRun<G extends ReadGroup> = {
  /** Under which topic values that could not be read are counted. */
  topic: string;
  /** Whether what is read is news, which may start journeys. */
  isNews: boolean;
  /** Holds the run still; false when it was called off, or somebody else has read on. */
  hold(client: ShopClient, bytesDone: number): Promise<boolean>;
  /** Notes how far it is read, in the transaction that saves the groups. */
  note(client: ShopClient, groups: readonly G[], read: Read, now: number): Promise<void>;
  /** What is left of an object that the database refused. */
  refused(group: G): G;
};
