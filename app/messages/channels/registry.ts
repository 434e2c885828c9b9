import { bannerChannel } from './banner.ts';
import { emailChannel } from './email.ts';
import type { MessageChannelRecord } from './message-channel.ts';
import { smsChannel } from './sms.ts';

/** Every channel by which people are written to, one file each. */
const messageChannels = {
  email: emailChannel,
  banner: bannerChannel,
  sms: smsChannel,
} satisfies Record<string, MessageChannelRecord>;

export type MessageChannel = keyof typeof messageChannels;

/** The names of all channels. */
export const MESSAGE_CHANNELS = Object.keys(messageChannels) as MessageChannel[];

/** The record of a channel. */
export function messageChannelOf(channel: MessageChannel): MessageChannelRecord {
  return messageChannels[channel];
}
