import type { MessageChannelRecord } from './message-channel.ts';

/** Text messages; there is no sender of them yet. */
export const smsChannel: MessageChannelRecord = {
  label: 'Text messages',
  isPushed: true,
  hasSender: false,
  caps: { day: 1, week: 3 },
};
