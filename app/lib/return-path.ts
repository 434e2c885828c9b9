/** Characters before the `@` (RFC 5321, section 4.5.3.1.1), less those of an id and what parts it from the name. */
export const LONGEST_BOUNCE_NAME = 64 - 37;

const ID = /\+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@[^@]+$/i;

/**
 * The envelope's sender of one email: the bounce address with the email's own id in it (variable envelope return path), so that a
 * bounce says which email it is about even where the server that wrote it quotes nothing.
 * @param bounceAddress the operator's, such as `bounces@mail.example.com`
 * @param messageId without angle brackets; an id before the `@`
 */
export function returnPathOf(bounceAddress: string, messageId: string): string {
  const at = bounceAddress.lastIndexOf('@');
  const [id = ''] = messageId.split('@', 1);
  return `${bounceAddress.slice(0, at)}+${id}${bounceAddress.slice(at)}`;
}

/**
 * The Message-ID of the email that a bounce to this address is about.
 * @param messageHost the host of our Message-IDs
 * @returns null when it is no return path of one email
 */
export function messageIdOfReturnPath(address: string, messageHost: string): string | null {
  const [, id] = ID.exec(address) ?? [];
  return id === undefined ? null : `${id.toLowerCase()}@${messageHost}`;
}
