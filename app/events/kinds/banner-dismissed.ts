import { defineEventKind, eventEntry } from './event-kind.ts';
import { bannerSchema } from './subject-schemas.ts';

export const bannerDismissedEvent = defineEventKind({
  schema: bannerSchema,
  origin: 'a banner',
  isActivity: true,
  timeline: { group: 'messages', entry: () => eventEntry('banner', 'Closed the banner') },
  counted: { channel: 'Banners', words: { one: 'closed', many: 'closed' } },
  inJourneys: { action: 'closes a banner', state: 'a banner is closed' },
  own: {},
});
