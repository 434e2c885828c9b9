import { expect, test } from 'vitest';
import { READER_LANGUAGES } from '#app/lib/reader-language.ts';
import { mailContexts } from '#app/messages/contexts/registry.ts';
import { BENEFIT_KINDS } from '#app/offers/offer-words.ts';
import type { OfferBenefit } from '#app/offers/offer-content.ts';
import { mailWordsOf } from './registry.ts';

function benefitOf(kind: OfferBenefit['kind']): OfferBenefit {
  switch (kind) {
    case 'percentage':
      return { kind, percent: 12.5 };
    case 'amount':
      return { kind, minor: 1_250 };
    case 'free_shipping':
      return { kind };
    case 'gift_product':
      return { kind, productId: '1', title: 'Mug', minor: 100 };
    default:
      return { kind, text: '', path: '' };
  }
}

test.each(READER_LANGUAGES)('in %s every reason and every offer is said', (language) => {
  const { why, benefit, shown } = mailWordsOf(language);
  for (const { occasion } of Object.values(mailContexts)) {
    const place = occasion[language];
    for (const reason of [
      why.marketing('Fern & Fell', place(why.there)),
      why.transactional(place(why.at('Fern & Fell'))),
    ])
      expect(reason).toMatch(/^\S.*\.$/);
  }
  for (const kind of BENEFIT_KINDS) expect(benefit(benefitOf(kind), 'EUR')).not.toBe('');
  for (const words of Object.values(shown)) expect(words).not.toBe('');
});

test('reasons and offers read as people of the language write them', () => {
  const { why, benefit } = mailWordsOf('de');
  expect(why.transactional(mailContexts.order.occasion.de(why.at('Fern & Fell')))).toBe(
    'Sie erhalten diese E-Mail, weil Sie bei Fern & Fell bestellt haben.',
  );
  expect(benefit({ kind: 'percentage', percent: 12.5 }, 'EUR')).toBe('12,5\u00a0% Rabatt');
  expect(mailWordsOf('fr').benefit({ kind: 'amount', minor: 1_250 }, 'EUR')).toBe(
    '12,50\u00a0€ de réduction',
  );
  expect(mailWordsOf('en').why.marketing('Fern', mailContexts.basket.occasion.en('there'))).toBe(
    'You get this email because you subscribed to news from Fern and left a cart there.',
  );
});
