import type { GalleryItem } from '#app/definitions/definition-kind.ts';
import type { Journey } from './definition.ts';
import { contentOf, type JourneyContent } from './definitions/journey-content.ts';
import { abandonedCart1 } from './gallery/abandoned-cart-1.ts';
import { abandonedCart2 } from './gallery/abandoned-cart-2.ts';
import { postPurchase1 } from './gallery/post-purchase-1.ts';
import { postPurchase2 } from './gallery/post-purchase-2.ts';
import { galleryJourneys } from './gallery/registry.ts';

/** The journeys that run in a new shop, as they are now. */
export const journeys: readonly Journey[] = galleryJourneys
  .filter(({ isStarter }) => isStarter)
  .map(({ journey }) => journey);

/**
 * Versions that people entered before and may still be in. A changed journey gets the next number, and the version
 * before it moves here; shops get it as an update that they may take.
 */
export const earlierJourneys: readonly Journey[] = [
  abandonedCart1,
  abandonedCart2,
  postPurchase1,
  postPurchase2,
];

/** The journeys of the gallery, with the versions that shops may still be on. */
export const journeyGallery: readonly GalleryItem<JourneyContent>[] = galleryJourneys.map(
  ({ journey: newest, isStarter }) => ({
    key: newest.key,
    ...(!isStarter && { isCopiedArchived: true }),
    versions: [...earlierJourneys.filter(({ key }) => key === newest.key), newest].map(
      (journey) => ({ galleryVersion: journey.version, content: contentOf(journey) }),
    ),
  }),
);
