import type { JobName } from '#app/queue/catalog.ts';
import type { EffectKind } from './registry.ts';

/** Everything that is listed when it was given up: effects, CSV imports and jobs. */
export type FailedKind = EffectKind | 'move_in' | `job_${JobName}`;

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

/** Work that was given up and is no effect: a job or a file. It is of no person, and can be tried again. */
export function failedWork(
  work: Pick<FailedEffect, 'key' | 'kind' | 'reason' | 'attempts' | 'failedAt'> &
    Partial<Pick<FailedEffect, 'name'>>,
): FailedEffect {
  const none = { template: null, profileId: null, name: null, email: null, applicationId: null };
  return { ...none, answer: null, canRetry: true, ...work };
}
