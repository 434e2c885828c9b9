import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const companyLeftEvent = defineEventKind({
  schema: z.object({ companyId: z.string() }),
  origin: 'the company record',
  effect: 'company_exit',
  timeline: {
    group: 'details',
    entry: () => eventEntry('wholesale', 'No longer buys for a company'),
  },
});
