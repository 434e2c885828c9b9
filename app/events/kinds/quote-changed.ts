import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';
import { storedMoney } from './stored-values.ts';

export const quoteChangedEvent = defineEventKind({
  schema: z.object({
    quoteId: z.string(),
    name: z.string(),
    status: z.string(),
    total: storedMoney,
  }),
  origin: 'a quote',
  timeline: {
    group: 'orders',
    entry({ name = '', status, total }, { money }) {
      const parts = [total && money(total), status?.replaceAll('_', ' ')];
      const detail = parts.filter((part) => part !== undefined).join(', ');
      return eventEntry('order', `Quote ${name}`.trim(), detail || null);
    },
  },
  inJourneys: { action: 'has a quote changed', state: 'the quote changes' },
});
