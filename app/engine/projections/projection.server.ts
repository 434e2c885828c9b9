import type { ShopClient } from '#app/platform/db.server.ts';
import type { AccountChange } from '#app/events/account-change.ts';
import type { CatalogChange } from '#app/events/catalog-change.ts';
import type { DomainEvent } from '#app/events/event.ts';
import type { DeliveryIssue } from '#app/events/store/save-data-issues.server.ts';
import type { ShopChange } from '#app/events/shop-change.ts';
import type { JobName } from '#app/queue/catalog.ts';
import type { Policy } from '#app/engine/decide/policy.ts';
import type { StateChanges } from '#app/engine/load/loaded-state.ts';

/** The delivery that something came in; times in epoch milliseconds. */
export type DeliveryOrigin = { key: string; receivedAt: number; triggeredAt: number | null };

/** Everything that a batch of deliveries, or a part of a file, says. */
export type Batch = {
  events: readonly DomainEvent[];
  catalog: readonly CatalogChange[];
  accounts: readonly AccountChange[];
  shop: readonly { change: ShopChange; delivery: DeliveryOrigin }[];
  dataIssues: readonly DeliveryIssue[];
};

/** A batch that says nothing: only time passed, or rules changed. */
export const EMPTY_BATCH: Batch = {
  events: [],
  catalog: [],
  accounts: [],
  shop: [],
  dataIssues: [],
};

/** A job that has work after a batch. `inMs` is how long it waits, milliseconds of real time. */
export type JobRequest = { job: JobName; inMs?: number };

/** A batch whose changes of people are saved, in the transaction that saved them. */
export type SavedBatch = {
  client: ShopClient;
  shopId: string;
  batch: Batch;
  changes: StateChanges;
  policy: Policy;
  /** The moment of deciding, epoch milliseconds. */
  now: number;
};

/** What else follows from a batch: it writes what it owns, and says which jobs have work then. */
export type Projection = {
  name: string;
  apply: (saved: SavedBatch) => Promise<JobRequest[]>;
};
