import { z } from 'zod';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const supportTicketOpenedEvent = defineEventKind({
  schema: z.object({ ticketId: z.string().nullable(), channel: z.string().nullable() }),
  origin: 'a support ticket',
  isActivity: true,
  signal: () => 'ticket_opened',
  timeline: {
    group: 'details',
    entry: ({ channel }) => eventEntry('person', 'Asked for help', channel ?? null),
  },
  counted: { channel: 'Support', words: { one: 'question', many: 'questions' } },
  inJourneys: { action: 'asks for help', state: 'help is asked for' },
});
