import type { GalleryItem } from '#app/definitions/definition-kind.ts';
import { orderCare, orderThanks, reviewRequest } from './templates/after-order.ts';
import { browsedCollection, browsedProduct } from './templates/browse.ts';
import {
  cartOffer,
  cartQuestions,
  cartReminder1,
  cartReminder2,
} from './templates/cart-reminders.ts';
import {
  checkoutAnswers,
  checkoutHelp,
  checkoutLast,
  checkoutOffer,
} from './templates/checkout-reminders.ts';
import type { EmailContent } from './templates/email-content.ts';
import { eventNextStep, eventThanks, guideHelp, guideProof } from './templates/guides.ts';
import { loyaltyFirstLook, loyaltyReward, loyaltyThanks } from './templates/loyalty.ts';
import { offerMail } from './templates/offer.ts';
import { orderAgain, orderAgainReminder } from './templates/order-again.ts';
import { backInStock, priceDrop } from './templates/product-news.ts';
import { secondOrderHelp, secondOrderProof } from './templates/second-order.ts';
import { subscriptionOrder } from './templates/subscription.ts';
import type { Template } from './templates/template.ts';
import { tradeExpansion, tradeReorder } from './templates/trade-account.ts';
import {
  tradeApplyAgain,
  tradeMoreInformation,
  tradeNextSteps,
  tradeNurture,
  tradeOnboarding,
  tradeStarterRange,
} from './templates/trade-application.ts';
import { welcome1, welcome2, welcome3, welcomeOffer } from './templates/welcome.ts';
import {
  applicationApproved,
  applicationDeclined,
  applicationReceived,
  applicationVerify,
} from './templates/wholesale.ts';
import { lapsedNews, winBack1, winBack2, winBackLast, winBackOffer } from './templates/win-back.ts';

/** The emails that ship with the app. */
export const templates: readonly Template[] = [
  cartReminder1,
  cartQuestions,
  cartReminder2,
  cartOffer,
  checkoutHelp,
  checkoutAnswers,
  checkoutLast,
  checkoutOffer,
  orderThanks,
  orderCare,
  reviewRequest,
  offerMail,
  applicationVerify,
  applicationReceived,
  applicationApproved,
  applicationDeclined,
  welcome1,
  welcome2,
  welcome3,
  welcomeOffer,
  browsedProduct,
  browsedCollection,
  orderAgain,
  orderAgainReminder,
  secondOrderHelp,
  secondOrderProof,
  winBack1,
  winBack2,
  winBackLast,
  winBackOffer,
  lapsedNews,
  backInStock,
  priceDrop,
  loyaltyThanks,
  loyaltyFirstLook,
  loyaltyReward,
  tradeNextSteps,
  tradeMoreInformation,
  tradeOnboarding,
  tradeStarterRange,
  tradeNurture,
  tradeApplyAgain,
  tradeReorder,
  tradeExpansion,
  guideHelp,
  guideProof,
  eventThanks,
  eventNextStep,
  subscriptionOrder,
];

/** Those whose first version did not say what they are for, and is otherwise the same. */
const UNSAID_AT_FIRST: ReadonlySet<string> = new Set(
  [
    cartReminder1,
    cartReminder2,
    orderThanks,
    orderCare,
    reviewRequest,
    offerMail,
    applicationVerify,
    applicationReceived,
    applicationApproved,
    applicationDeclined,
  ].map(({ key }) => key),
);

/**
 * The emails of the gallery. A changed one gets the next `galleryVersion` beside the one before it; shops get it as an
 * update that they may take.
 */
export const emailGallery: readonly GalleryItem<EmailContent>[] = templates.map(
  ({ key, ...content }) => {
    if (!UNSAID_AT_FIRST.has(key)) return { key, versions: [{ galleryVersion: 1, content }] };
    const { purpose: _purpose, nextStep: _nextStep, ...first } = content;
    return {
      key,
      versions: [
        { galleryVersion: 1, content: first },
        { galleryVersion: 2, content },
      ],
    };
  },
);
