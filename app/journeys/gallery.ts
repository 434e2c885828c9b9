import type { GalleryItem } from '#app/definitions/definition-kind.ts';
import type { Journey } from './definition.ts';
import { contentOf, type JourneyContent } from './definitions/journey-content.ts';
import { abandonedCart1 } from './gallery/abandoned-cart-1.ts';
import { abandonedCart } from './gallery/abandoned-cart.ts';
import { postPurchase1 } from './gallery/post-purchase-1.ts';
import { postPurchase2 } from './gallery/post-purchase-2.ts';
import { postPurchase } from './gallery/post-purchase.ts';

/** The journeys that ship with the app, as they are now. */
export const journeys: readonly Journey[] = [abandonedCart, postPurchase];

/**
 * Versions that people entered before and may still be in. A changed journey gets the next number, and the version
 * before it moves here; shops get it as an update that they may take.
 */
export const earlierJourneys: readonly Journey[] = [abandonedCart1, postPurchase1, postPurchase2];

/** The journeys of the gallery, with the versions that shops may still be on. */
export const journeyGallery: readonly GalleryItem<JourneyContent>[] = journeys.map((newest) => ({
  key: newest.key,
  versions: [...earlierJourneys.filter(({ key }) => key === newest.key), newest].map((journey) => ({
    galleryVersion: journey.version,
    content: contentOf(journey),
  })),
}));
