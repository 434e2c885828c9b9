import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

function capitalised(name: string): string {
  const text = name.replace('.', ' ').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Reported by another program of the shop under a name of its own. */
export const customHappenedEvent = defineEventKind({
  schema: z.object({
    name: z.string(),
    /** A few plain values by name. */
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
  origin: 'another program',
  timeline: {
    group: 'details',
    entry: ({ name = 'reported by a program' }) => eventEntry('person', capitalised(name)),
  },
  inJourneys: { action: 'does what another program reports', state: 'another program reports it' },
});
