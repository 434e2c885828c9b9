import { z } from 'zod';
import { token } from '#app/events/payloads/payload-values.ts';
import { defineEventKind, eventEntry } from './event-kind.ts';

/** Where a link leads. Shopify's recovery links are long and hold the key of the checkout. */
function linkName(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { pathname } = new URL(url);
  return pathname.endsWith('/recover') ? 'Back to the cart' : pathname;
}

export const mailClickedEvent = defineEventKind({
  schema: z.object({ effectKey: token, url: z.string().max(2_048) }),
  origin: 'an email',
  isActivity: true,
  signal: () => 'mail_clicked',
  timeline: {
    group: 'messages',
    entry: ({ url }) => eventEntry('mail', 'Clicked a link in an email', linkName(url)),
  },
  counted: { channel: 'Email', words: { one: 'click', many: 'clicks' } },
  inJourneys: { action: 'clicks a link in an email', state: 'a link in an email is clicked' },
  own: {},
});
