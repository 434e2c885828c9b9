import { z } from 'zod';
import type { ChannelCaps } from '#app/messages/channels/message-channel.ts';
import { messageChannelOf, type MessageChannel } from '#app/messages/channels/registry.ts';

/** No shop means more than this by a cap. */
export const MOST_CAP = 50;
/** A gap of three days at most: a longer one would leave no slot in which a message is still relevant. */
export const MOST_GAP_HOURS = 72;

const Cap = z.number().int().min(1).max(MOST_CAP).nullable();

function capsOf(channel: MessageChannel) {
  const { day, week } = messageChannelOf(channel).caps;
  return z.object({ day: Cap.default(day), week: Cap.default(week) }).prefault({});
}

const Caps = z.object({
  email: capsOf('email'),
  banner: capsOf('banner'),
  sms: capsOf('sms'),
}) satisfies z.ZodType<Record<MessageChannel, ChannelCaps>>;

/** How often a shop's marketing may reach one person, as its settings store it. */
export const MessageLimits = z.object({
  /** By channel, in any 24 hours and any 7 days. */
  caps: Caps.prefault({}),
  /** Between two marketing messages that are pushed, whatever their channel. */
  gapHours: z.number().int().min(0).max(MOST_GAP_HOURS).default(4),
  /** Whose clock the quiet hours go by. */
  quietZone: z.enum(['person', 'shop']).default('person'),
  /** Whether people who have not come back for long get a part of the caps only. */
  followsEngagement: z.boolean().default(true),
  /** Whether marketing waits while a support ticket of the person is open. */
  pausesForTicket: z.boolean().default(true),
  /** Whether marketing waits while a deal with the person is open. */
  pausesForDeal: z.boolean().default(true),
});
export type MessageLimits = z.infer<typeof MessageLimits>;

/** The limits of a shop that set none. */
export const USUAL_LIMITS: MessageLimits = MessageLimits.parse({});
