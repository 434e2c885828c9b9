import { z } from 'zod';
import { token } from '#app/events/payloads/payload-values.ts';
import { defineEventKind, eventEntry } from './event-kind.ts';

export const mailBouncedEvent = defineEventKind({
  schema: z.object({ effectKey: token }),
  origin: 'an email',
  signal: () => 'mail_bounced',
  timeline: { group: 'messages', entry: () => eventEntry('held', 'An email bounced') },
  counted: { channel: 'Email', words: { one: 'bounced', many: 'bounced' } },
  own: {},
});
