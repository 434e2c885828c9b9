import type { MessageChannelRecord } from './message-channel.ts';

/** Banners, on a person's visit to the shop; each counts when it is seen first, however often it is seen. */
export const bannerChannel: MessageChannelRecord = {
  label: 'Banners',
  isPushed: false,
  hasSender: true,
  caps: { day: 3, week: 10 },
};
