import { abandonedCartJourney } from './abandoned-cart.ts';
import { abandonedCheckoutJourney } from './abandoned-checkout.ts';
import { accountExpansionJourney } from './account-expansion.ts';
import { backInStockJourney } from './back-in-stock.ts';
import { browsedCategoryJourney } from './browsed-category.ts';
import { browsedProductJourney } from './browsed-product.ts';
import { eventFollowUpJourney } from './event-follow-up.ts';
import type { GalleryJourney } from './gallery-journey.ts';
import { guideFollowUpJourney } from './guide-follow-up.ts';
import { lapsedJourney } from './lapsed.ts';
import { loyaltyJourney } from './loyalty.ts';
import { postPurchaseJourney } from './post-purchase.ts';
import { priceDropJourney } from './price-drop.ts';
import { replenishmentJourney } from './replenishment.ts';
import { secondOrderJourney } from './second-order.ts';
import { subscriptionRenewalJourney } from './subscription-renewal.ts';
import { tradeApprovedJourney } from './trade-approved.ts';
import { tradeMoreInformationJourney } from './trade-more-information.ts';
import { tradeReceivedJourney } from './trade-received.ts';
import { tradeRejectedJourney } from './trade-rejected.ts';
import { welcomeJourney } from './welcome.ts';
import { wholesaleReorderJourney } from './wholesale-reorder.ts';
import { winBackJourney } from './win-back.ts';

/** Every journey of the gallery, one file each, in the order of the gallery; all else about them is derived. */
export const galleryJourneys: readonly GalleryJourney[] = [
  abandonedCartJourney,
  postPurchaseJourney,
  welcomeJourney,
  browsedProductJourney,
  browsedCategoryJourney,
  abandonedCheckoutJourney,
  secondOrderJourney,
  replenishmentJourney,
  winBackJourney,
  lapsedJourney,
  backInStockJourney,
  priceDropJourney,
  loyaltyJourney,
  subscriptionRenewalJourney,
  guideFollowUpJourney,
  eventFollowUpJourney,
  tradeReceivedJourney,
  tradeMoreInformationJourney,
  tradeApprovedJourney,
  tradeRejectedJourney,
  wholesaleReorderJourney,
  accountExpansionJourney,
];
