import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const supportTicketClosedEvent = defineEventKind({
  schema: z.object({ ticketId: z.string().nullable(), channel: z.string().nullable() }),
  origin: 'a support ticket',
  timeline: {
    group: 'details',
    entry: ({ channel }) => eventEntry('person', 'A question was answered', channel ?? null),
  },
  counted: { channel: 'Support', words: { one: 'answered', many: 'answered' } },
  inJourneys: { action: 'has a support ticket closed', state: 'the support ticket is closed' },
});
