import { HOUR } from '#app/lib/duration.ts';

/** Shopify asks for the erasure of a shop 48 hours after the app was removed; never do we act sooner. */
const AFTER_UNINSTALL = 48 * HOUR;

/**
 * From when on everything of a shop may be erased. Only our own record counts, which is made after Shopify was
 * asked, see shopify/confirm-uninstall: a webhook alone can be replayed or made up of another.
 * @param uninstalledAt our record of when the app was removed, epoch milliseconds; null while it is installed
 * @returns epoch milliseconds; null when the shop must not be erased at all
 */
export function shopErasureTime(uninstalledAt: number | null): number | null {
  return uninstalledAt === null ? null : uninstalledAt + AFTER_UNINSTALL;
}
