import type { GalleryItem } from '#app/definitions/definition-kind.ts';
import type { BannerCopy } from './banner-copy.ts';

/**
 * The banners that ship with the app. A changed one gets the next `galleryVersion` beside the one before it; shops get it
 * as an update that they may take.
 */
export const bannerGallery: readonly GalleryItem<BannerCopy>[] = [
  {
    key: 'basket-banner',
    versions: [
      {
        galleryVersion: 1,
        content: {
          name: 'Cart reminder',
          heading: 'Welcome back',
          text: 'Your basket is still here.',
          actionLabel: 'Back to my basket',
        },
      },
    ],
  },
  {
    key: 'goes-with-banner',
    versions: [
      {
        galleryVersion: 1,
        content: {
          name: 'What goes with it',
          heading: 'Goes with what you have',
          text: 'Others bought these together with what you own.',
          actionLabel: 'See the shop',
        },
      },
    ],
  },
  {
    key: 'lapsed-banner',
    versions: [
      {
        galleryVersion: 1,
        content: {
          name: 'Lapsed customer is back',
          heading: 'Good to see you again',
          text: 'Some things came in since you were here last.',
          actionLabel: 'Have a look',
        },
      },
    ],
  },
];
