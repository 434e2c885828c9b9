/** How many messages of one kind a person may get in any 24 hours and any 7 days; null for as many as there are. */
export type ChannelCaps = { day: number | null; week: number | null };

/** All about one channel by which people are written to; a channel is one file. */
export type MessageChannelRecord = {
  /** What the merchant calls it, of many: "Emails". */
  label: string;
  /**
   * Whether it comes to a person wherever they are, as an email does: then the gap between messages and the quiet hours hold it
   * back. What waits in the shop is seen by those who are there anyway.
   */
  isPushed: boolean;
  /** Whether the app can send it; caps of one that it cannot send are not offered. */
  hasSender: boolean;
  /** The usual caps of marketing. */
  caps: ChannelCaps;
};
