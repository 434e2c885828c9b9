import { benefitWords } from '#app/offers/offer-words.ts';
import type { MailWords } from './mail-words.ts';

export const englishMailWords: MailWords = {
  shown: {
    total: 'Total',
    validUntil: 'Valid until',
    once: 'once',
    useCode: 'Shop with this code',
    findOutMore: 'Find out more',
    unsubscribe: 'Unsubscribe or choose what you get',
  },
  goesWell: 'Goes well with what you chose',
  mayLike: 'You may also like',
  benefit: benefitWords,
  why: {
    marketing: (shop, occasion) =>
      `You get this email because you subscribed to news from ${shop} and ${occasion}.`,
    transactional: (occasion) => `You get this email because you ${occasion}.`,
    verification: (shop) =>
      `You get this email because this address was given in the wholesale form of ${shop}.`,
    there: 'there',
    at: (shop) => `at ${shop}`,
  },
};
