/**
 * What a browser is known by: a name of our theme's own making, or the one that Shopify gave the browser, which mixes
 * small letters and capitals. It can hold no `=`, on which the app proxy's guard relies.
 */
export const VISITOR_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** The one spelling under which a browser is known, whichever handler it came through. */
export function visitorOf(written: string): string {
  return written.toLowerCase();
}
