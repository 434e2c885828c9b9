import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** The person buys for a company from now on. */
export const companyJoinedEvent = defineEventKind({
  schema: z.object({ companyId: z.string() }),
  origin: 'the company record',
  effect: 'company_entry',
  timeline: { group: 'details', entry: () => eventEntry('wholesale', 'Buys for a company') },
  inJourneys: { action: 'begins to buy for a company', state: 'the person buys for a company' },
});
