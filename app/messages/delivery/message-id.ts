import { idOf } from '#app/lib/ids.ts';

/**
 * The Message-ID of a mail without its angle brackets: the same for every attempt at the same mail,
 * whichever process makes it.
 */
export function messageIdOf(shopId: string, effectKey: string, appUrl: string): string {
  return `${idOf('mail', shopId, effectKey)}@${new URL(appUrl).hostname}`;
}
