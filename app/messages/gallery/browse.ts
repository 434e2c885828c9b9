import type { GalleryEmail } from './gallery-email.ts';

/** About the product that the reader looked at; it goes only while that can be bought. */
export const browsedProduct: GalleryEmail = {
  key: 'browsed-product',
  galleryVersion: 2,
  name: 'Browsed product',
  purpose: 'answer',
  nextStep: 'See the product again',
  goods: 'product',
  recommends: true,
  words: {
    en: {
      subject: 'Any questions about [product|what you looked at]?',
      preheader: 'The product that you looked at, and how to ask us about it.',
      lead: ['you had a look at this, and we wondered whether we can help.'],
      button: 'See it again',
      after: [
        'Size, material, delivery: reply to this email and ask. A person who knows our products answers.',
      ],
    },
    de: {
      subject: 'Haben Sie Fragen zu [product|Ihrem Produkt]?',
      preheader: 'Das Produkt, das Sie angesehen haben, und wie Sie uns fragen.',
      lead: ['Sie haben sich das hier angesehen. Können wir Ihnen weiterhelfen?'],
      button: 'Noch einmal ansehen',
      after: [
        'Größe, Material, Versand: Antworten Sie auf diese E-Mail und fragen Sie. Es antwortet jemand, der unsere Produkte kennt.',
      ],
    },
    fr: {
      subject: 'Une question sur [product|ce produit]\u00a0?',
      preheader: 'Le produit que vous avez regardé, et comment nous interroger.',
      lead: ['vous avez regardé ce produit. Pouvons-nous vous aider\u00a0?'],
      button: 'Le revoir',
      after: [
        'Taille, matière, livraison\u00a0: répondez à cet e-mail et posez votre question. Une personne qui connaît nos produits vous répondra.',
      ],
    },
  },
};

/** About the collection that the reader looked at. */
export const browsedCollection: GalleryEmail = {
  key: 'browsed-collection',
  galleryVersion: 2,
  name: 'Browsed collection',
  purpose: 'help',
  nextStep: 'See the collection again',
  recommends: true,
  words: {
    en: {
      subject: 'Help with choosing from [collectionTitle|our collections]',
      preheader: 'What to look for, and a person who can suggest something.',
      lead: [
        'you had a look at [collectionTitle|one of our collections]. With so much to choose from, it helps to start with what it is for: every day, a special occasion, or a gift.',
        'Say which, and we will suggest two or three.',
      ],
      button: 'See the collection',
      after: ['Reply to this email and say what you are looking for. We are happy to help.'],
    },
    de: {
      subject: 'Hilfe bei der Auswahl: [collectionTitle|unsere Kollektionen]',
      preheader: 'Worauf es ankommt und jemand, der Ihnen etwas vorschlägt.',
      lead: [
        'Sie haben sich bei uns umgesehen: [collectionTitle|in einer unserer Kollektionen]. Bei so viel Auswahl hilft die Frage, wofür es sein soll: für jeden Tag, für einen besonderen Anlass oder als Geschenk.',
        'Schreiben Sie uns, was zutrifft, und wir schlagen Ihnen zwei oder drei Dinge vor.',
      ],
      button: 'Kollektion ansehen',
      after: ['Antworten Sie auf diese E-Mail und sagen Sie, was Sie suchen. Wir helfen gern.'],
    },
    fr: {
      subject: 'Besoin d’aide pour choisir\u00a0? [collectionTitle|Nos collections]',
      preheader: 'Les bons critères, et une personne pour vous conseiller.',
      lead: [
        'vous avez parcouru [collectionTitle|l’une de nos collections]. Avec autant de choix, le mieux est de partir de l’usage\u00a0: pour tous les jours, pour une occasion ou pour offrir.',
        'Dites-nous lequel, et nous vous proposerons deux ou trois articles.',
      ],
      button: 'Voir la collection',
      after: [
        'Répondez à cet e-mail et dites-nous ce que vous cherchez. Nous vous aiderons volontiers.',
      ],
    },
  },
};
