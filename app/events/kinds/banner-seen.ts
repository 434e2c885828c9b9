import { defineEventKind, eventEntry } from './event-kind.ts';
import { bannerSchema } from './subject-schemas.ts';

export const bannerSeenEvent = defineEventKind({
  schema: bannerSchema,
  origin: 'a banner',
  signal: () => 'banner_seen',
  timeline: { group: 'messages', entry: () => eventEntry('banner', 'Saw the banner') },
  counted: { channel: 'Banners', words: { one: 'seen', many: 'seen' } },
  own: {},
});
