/** Characters of a value; longer ones are refused with the email (https://postmarkapp.com/support/article/1125-custom-metadata-faq). */
const LONGEST_METADATA = 80;

/**
 * What a relay has to be given for its reports to name our email, because it writes a Message-ID of its own: metadata that it takes out
 * of the email and puts into its webhooks. The other relays report the Message-ID that we wrote.
 * @param relay host name of the mail server
 * @param messageId without angle brackets
 */
export function relayHeaders(relay: string, messageId: string): Record<string, string> {
  const isPostmark = /(?:^|\.)postmarkapp\.com$/i.test(relay);
  return isPostmark && messageId.length <= LONGEST_METADATA
    ? { 'X-PM-Metadata-message-id': messageId }
    : {};
}
