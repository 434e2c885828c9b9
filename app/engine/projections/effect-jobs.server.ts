import { effectKinds } from '#app/effects/registry.ts';
import type { JobName } from '#app/queue/catalog.ts';
import type { Projection } from './projection.server.ts';

/** The jobs that carry out the effects of the batch. */
export const effectJobsProjection: Projection = {
  name: 'effect jobs',
  apply: ({ batch, changes }) => {
    const jobs = new Set<JobName>(changes.effects.map(({ kind }) => effectKinds[kind].job));
    // Emails may wait for a consent to be saved.
    if (batch.events.some(({ kind }) => kind === 'consent.changed'))
      jobs.add(effectKinds.email.job);
    return Promise.resolve([...jobs].map((job) => ({ job })));
  },
};
