import type { DrainServices } from '#app/engine/drain.server.ts';

/** `batch` is rows taken at a time, for tests. */
export type CsvImportServices = DrainServices & { batch?: number };
