/**
 * What a refusal of a mail server is about. Only `mailbox` says that nothing will ever arrive at the address; a full
 * mailbox is emptied some day; all others are about the mail, its sender, or the server.
 */
export type RefusalCause =
  'mailbox' | 'mailbox_full' | 'sender' | 'content' | 'policy' | 'server' | 'unknown';

/**
 * The cause by enhanced status code without its class (RFC 3463; 1.10 and 7.27 RFC 7505, 7.x RFC 7372 and others of
 * the IANA registry). Codes of a group that are not named here have the cause of the group.
 */
const CAUSES: Readonly<Record<string, RefusalCause>> = {
  '1.1': 'mailbox',
  // The domain of the address: there is none.
  '1.2': 'mailbox',
  '1.3': 'mailbox',
  '1.6': 'mailbox',
  '1.7': 'sender',
  '1.8': 'sender',
  // The domain says that it takes no mail at all.
  '1.10': 'mailbox',
  '2.1': 'mailbox',
  '2.2': 'mailbox_full',
  '2.3': 'content',
  '3.4': 'content',
  '7.27': 'sender',
};

const GROUPS: Readonly<Record<string, RefusalCause>> = {
  '3': 'server',
  '4': 'server',
  '5': 'server',
  '6': 'content',
  '7': 'policy',
};

/** A reply code with the enhanced status code that stands behind it, and no address of a network. */
const ENHANCED = /(?:^|\D)[45]\d\d[ -][45]\.(\d{1,3})\.(\d{1,3})(?![\d.])/;
/** A reply code alone that means a mailbox over its allowance (RFC 5321, section 4.2.3). */
const FULL = /(?:^|\D)552[ -]/;

/**
 * What the answer of a mail server is about. A reply code alone says too little: 550 is said of strangers' mail as well.
 * @param answer as the server gave it, with whatever stands before it
 * @see https://www.rfc-editor.org/rfc/rfc3463
 * @see https://www.rfc-editor.org/rfc/rfc7505
 */
export function causeOfRefusal(answer: string): RefusalCause {
  const [, group, detail] = ENHANCED.exec(answer) ?? [];
  if (group === undefined || detail === undefined)
    return FULL.test(answer) ? 'mailbox_full' : 'unknown';
  return CAUSES[`${Number(group)}.${Number(detail)}`] ?? GROUPS[group] ?? 'unknown';
}
