import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** The person was in an imported CSV file; `source` is the platform it came from. */
export const personImportedEvent = defineEventKind({
  schema: z.object({ source: z.string() }),
  origin: 'an imported file',
  timeline: { group: 'details', entry: () => eventEntry('person', 'Imported from a file') },
});
