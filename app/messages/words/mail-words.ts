import type { OfferBenefit } from '#app/offers/offer-content.ts';

/**
 * What emails say in one language beside what merchants write. Names come in as they are, not as HTML.
 */
export type MailWords = {
  /** Of blocks and the footer, as markup shows them. */
  shown: {
    total: string;
    /** Stands before a date. */
    validUntil: string;
    /** Of a code that can be used one time. */
    once: string;
    useCode: string;
    findOutMore: string;
    unsubscribe: string;
  };
  /** Stands above products that others bought or viewed with what the email is about. */
  goesWell: string;
  /** Stands above all other recommended products. */
  mayLike: string;
  /** What is offered, in a few words. @param currency ISO 4217, of the shop */
  benefit: (benefit: OfferBenefit, currency: string) => string;
  why: {
    /** @param occasion what the reader did, by `there` */
    marketing: (shop: string, occasion: string) => string;
    /** @param occasion what the reader did, by `at` */
    transactional: (occasion: string) => string;
    verification: (shop: string) => string;
    /** Where the reader did something: in the shop that was named, and in one that was not. */
    there: string;
    at: (shop: string) => string;
  };
};
