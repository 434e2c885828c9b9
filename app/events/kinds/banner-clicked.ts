import { defineEventKind, eventEntry } from './event-kind.ts';
import { bannerSchema } from './subject-schemas.ts';

export const bannerClickedEvent = defineEventKind({
  schema: bannerSchema,
  origin: 'a banner',
  isActivity: true,
  signal: () => 'banner_clicked',
  timeline: { group: 'messages', entry: () => eventEntry('banner', 'Clicked the banner') },
  counted: { channel: 'Banners', words: { one: 'clicked', many: 'clicked' } },
  inJourneys: { action: 'clicks a banner', state: 'a banner is clicked' },
  own: {},
});
