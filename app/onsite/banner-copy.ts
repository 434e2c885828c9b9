/** What a banner says; the things it is about are added when it is shown. */
export type BannerCopy = { heading: string; text: string; actionLabel: string };

const COPY: Record<string, BannerCopy> = {
  'basket-banner': {
    heading: 'Welcome back',
    text: 'Your basket is still here.',
    actionLabel: 'Back to my basket',
  },
  'goes-with-banner': {
    heading: 'Goes with what you have',
    text: 'Others bought these together with what you own.',
    actionLabel: 'See the shop',
  },
};

/** The words of a banner by its key; null for a key of none. */
export function bannerCopy(template: string): BannerCopy | null {
  return COPY[template] ?? null;
}
