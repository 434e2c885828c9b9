import type { JobName } from '#app/queue/catalog.ts';

/**
 * What may be tried again by hand, and the job that does it. Each of these leaves one trace however often it
 * is done: a failed mail was refused, so no shopper has it; the others are idempotent at the receiver.
 */
export const RETRY_JOBS = {
  email: 'deliver',
  banner: 'deliver',
  withdraw_banners: 'deliver',
  create_company: 'sync',
  sync_consent: 'sync',
  sync_tag: 'audiences',
  export_segment: 'audiences',
} as const satisfies Record<string, JobName>;

export type RetryableKind = keyof typeof RETRY_JOBS;

/** Everything that is listed when it was given up: effects, CSV imports and jobs. */
export type FailedKind = RetryableKind | 'move_in' | `job_${JobName}`;

/** Something that was to be done and was given up. */
export type FailedEffect = {
  key: string;
  kind: FailedKind;
  template: string | null;
  profileId: string | null;
  name: string | null;
  email: string | null;
  applicationId: string | null;
  reason: string | null;
  /** What the other side said. */
  answer: string | null;
  attempts: number;
  failedAt: number;
  canRetry: boolean;
};
