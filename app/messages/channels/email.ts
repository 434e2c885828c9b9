import type { MessageChannelRecord } from './message-channel.ts';

/** Emails, in the inbox of a person. */
export const emailChannel: MessageChannelRecord = {
  label: 'Emails',
  isPushed: true,
  hasSender: true,
  caps: { day: 2, week: 6 },
};
