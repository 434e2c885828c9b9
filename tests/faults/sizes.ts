/** Sizes of a run: small enough for every change, or with NIGHTLY=1 large enough to find what is rare. */
const NIGHTLY = process.env.NIGHTLY === '1';

export const SIZES = NIGHTLY
  ? {
      deliveries: 100_000,
      kills: { web: 100, worker: 100, database: 20 },
      mails: { count: 100_000, workerKills: 100, databaseStops: 10 },
      blindMails: { count: 100_000, workerKills: 100, databaseStops: 0 },
      pauses: 200,
    }
  : {
      deliveries: 10_000,
      kills: { web: 10, worker: 10, database: 2 },
      mails: { count: 2_000, workerKills: 10, databaseStops: 2 },
      blindMails: { count: 500, workerKills: 5, databaseStops: 0 },
      pauses: 1,
    };

/** How long a fault test may take, in milliseconds. */
export const PATIENCE_MS = NIGHTLY ? 6 * 3_600_000 : 300_000;
