import type { FailedEffect } from '#app/effects/failed-effects.ts';
import { effectKinds, isEffectKind } from '#app/effects/registry.ts';
import type { MailName } from '#app/journeys/page/named-problems.ts';
import { jobNames, jobs } from '#app/queue/catalog.ts';

/** What was to be done. */
export function effectName({
  kind,
  mail,
  name,
}: Pick<FailedEffect, 'kind' | 'name'> & MailName): string {
  if (kind === 'move_in') return `Importing “${name ?? ''}”`;
  if (kind === 'email' && mail !== null) return `Email “${mail}”`;
  if (isEffectKind(kind)) return effectKinds[kind].label;
  const job = jobNames.find((one) => `job_${one}` === kind);
  return job === undefined ? kind : jobs[job].label;
}
