/** Sizes of a run: small enough for every change, or with NIGHTLY=1 large enough to find what is rare. */
const NIGHTLY = process.env.NIGHTLY === '1';

export const SIZES = NIGHTLY
  ? {
      deliveries: 100_000,
      /** So many workers of a wave are dead at the same time. */
      kills: { web: 100, worker: 100, wave: 5, database: 20 },
      mails: { count: 100_000, workerKills: 100, databaseStops: 10 },
      blindMails: { count: 100_000, workerKills: 100, databaseStops: 0 },
      pauses: 200,
      imported: { invoices: 4_000, workerKills: 18, databaseStops: 2 },
      compared: { invoices: 4_500, workerKills: 20 },
      intake: { burst: 2_000, perSecond: 500, seconds: 600 },
      outage: { deliveries: 24_000, awayMs: 60_000, slowMs: 60_000 },
      copied: { deliveries: 50_000, copies: 5 },
      forged: { count: 20_000, mostMegabytes: 20 },
      mutations: 5_000,
      swaps: 10_000,
      rotated: 20_000,
      flood: { perSecond: 200, seconds: 60 },
      shared: { mountain: 100_000 },
      randomRequests: 1_000_000,
    }
  : {
      deliveries: 4_000,
      kills: { web: 5, worker: 5, wave: 5, database: 1 },
      mails: { count: 600, workerKills: 3, databaseStops: 1 },
      blindMails: { count: 300, workerKills: 3, databaseStops: 0 },
      pauses: 1,
      imported: { invoices: 400, workerKills: 9, databaseStops: 1 },
      compared: { invoices: 400, workerKills: 2 },
      intake: { burst: 2_000, perSecond: 500, seconds: 3 },
      outage: { deliveries: 600, awayMs: 3_000, slowMs: 5_000 },
      copied: { deliveries: 600, copies: 5 },
      forged: { count: 1_000, mostMegabytes: 20 },
      mutations: 1_000,
      swaps: 400,
      rotated: 400,
      flood: { perSecond: 50, seconds: 4 },
      shared: { mountain: 5_000 },
      randomRequests: 8_000,
    };
