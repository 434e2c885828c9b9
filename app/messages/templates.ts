import type { GalleryItem } from '#app/definitions/definition-kind.ts';
import { orderCare, orderThanks, reviewRequest } from './gallery/order.ts';
import { browsedCollection, browsedProduct } from './gallery/browse.ts';
import { cartOffer, cartQuestions, cartReminder1, cartReminder2 } from './gallery/cart.ts';
import { checkoutAnswers, checkoutHelp, checkoutLast, checkoutOffer } from './gallery/checkout.ts';
import type { GalleryEmail } from './gallery/gallery-email.ts';
import { galleryTemplate } from './gallery/gallery-template.ts';
import type { EmailContent } from './templates/email-content.ts';
import { eventNextStep, eventThanks, guideHelp, guideProof } from './gallery/guides.ts';
import { loyaltyFirstLook, loyaltyReward, loyaltyThanks } from './gallery/loyalty.ts';
import { offerMail } from './gallery/offer.ts';
import { orderAgain, orderAgainReminder } from './gallery/order-again.ts';
import { backInStock, priceDrop } from './gallery/product-news.ts';
import { secondOrderHelp, secondOrderProof } from './gallery/second-order.ts';
import { subscriptionOrder } from './gallery/subscription.ts';
import type { Template } from './templates/template.ts';
import {
  tradeExpansion,
  tradeOnboarding,
  tradeReorder,
  tradeStarterRange,
} from './gallery/trade-account.ts';
import {
  tradeApplyAgain,
  tradeMoreInformation,
  tradeNextSteps,
  tradeNurture,
} from './gallery/trade-application.ts';
import { welcome1, welcome2, welcome3, welcomeOffer } from './gallery/welcome.ts';
import {
  applicationApproved,
  applicationDeclined,
  applicationReceived,
  applicationVerify,
} from './gallery/wholesale.ts';
import { lapsedNews, winBack1, winBack2, winBackLast, winBackOffer } from './gallery/win-back.ts';

/** The emails of the gallery by their words. */
const galleryEmails: readonly GalleryEmail[] = [
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

/** The emails that ship with the app. */
export const templates: readonly Template[] = galleryEmails.map(galleryTemplate);

const galleryVersions = new Map(galleryEmails.map((email) => [email.key, email.galleryVersion]));

/** An email that ships with the app. @throws when there is none under the key */
export function templateNamed(key: string): Template {
  const template = templates.find((one) => one.key === key);
  if (!template) throw new Error(`No email ${key} ships with the app. Name another.`);
  return template;
}

/** The emails of the gallery in their newest version: what shops have of earlier ones is theirs. */
export const emailGallery: readonly GalleryItem<EmailContent>[] = templates.map(
  ({ key, ...content }) => ({
    key,
    versions: [{ galleryVersion: galleryVersions.get(key) ?? 1, content }],
  }),
);
