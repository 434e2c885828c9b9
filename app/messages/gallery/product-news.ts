import type { GalleryEmail } from './gallery-email.ts';

/** A product that the reader was interested in can be bought again. */
export const backInStock: GalleryEmail = {
  key: 'back-in-stock',
  galleryVersion: 2,
  name: 'Back in stock',
  purpose: 'help',
  nextStep: 'Order it while it is there',
  goods: 'product',
  words: {
    en: {
      subject: '[product|What you were looking for] is back',
      preheader: 'It was sold out, and can be ordered again.',
      lead: ['you were interested in this. It was sold out for a while and can be ordered again.'],
      button: 'See it in the store',
      after: [
        'We do not know how long it lasts, and we cannot reserve it. If you no longer need it, ignore this email.',
      ],
    },
    de: {
      subject: 'Wieder da: [product|Ihr gesuchtes Produkt]',
      preheader: 'Es war ausverkauft und kann wieder bestellt werden.',
      lead: [
        'Sie haben sich hierfür interessiert. Eine Zeit lang war es ausverkauft, jetzt können Sie es wieder bestellen.',
      ],
      button: 'Im Onlineshop ansehen',
      after: [
        'Wie lange der Vorrat reicht, wissen wir nicht, und reservieren können wir leider nicht. Wenn Sie es nicht mehr brauchen, ignorieren Sie diese E-Mail einfach.',
      ],
    },
    fr: {
      subject: 'De retour\u00a0: [product|le produit que vous cherchiez]',
      preheader: 'Il était épuisé et peut de nouveau être commandé.',
      lead: [
        'ce produit vous intéressait. Il a été épuisé quelque temps\u00a0; vous pouvez de nouveau le commander.',
      ],
      button: 'Le voir dans la boutique',
      after: [
        'Nous ne savons pas combien de temps il sera disponible et ne pouvons pas le réserver. Si vous n’en avez plus besoin, ne tenez pas compte de cet e-mail.',
      ],
    },
  },
};

/** A product that the reader was interested in costs less. */
export const priceDrop: GalleryEmail = {
  key: 'price-drop',
  galleryVersion: 2,
  name: 'Price drop',
  purpose: 'offer',
  nextStep: 'See the product at its new price',
  goods: 'product',
  words: {
    en: {
      subject: '[product|What you looked at] costs less now',
      preheader: 'A lower price for something that you were interested in.',
      lead: [
        'the price of something that you were interested in went down. This is what it costs today.',
      ],
      button: 'See it in the store',
      after: ['No code needed: it is the price that everyone sees.'],
    },
    de: {
      subject: 'Jetzt günstiger: [product|Ihr angesehenes Produkt]',
      preheader: 'Ein niedrigerer Preis für etwas, das Sie interessiert hat.',
      lead: [
        'der Preis von etwas, das Sie interessiert hat, ist gesunken. So viel kostet es heute.',
      ],
      button: 'Im Onlineshop ansehen',
      after: ['Sie brauchen keinen Code: Diesen Preis sehen alle.'],
    },
    fr: {
      subject: 'Prix en baisse\u00a0: [product|le produit que vous regardiez]',
      preheader: 'Un prix plus doux pour un produit qui vous intéressait.',
      lead: ['le prix d’un produit qui vous intéressait a baissé. Voici son prix aujourd’hui.'],
      button: 'Le voir dans la boutique',
      after: ['Aucun code nécessaire\u00a0: c’est le prix affiché pour tout le monde.'],
    },
  },
};
