import type { GalleryEmail } from './gallery-email.ts';

export const offerMail: GalleryEmail = {
  key: 'offer',
  galleryVersion: 3,
  name: 'Offer',
  purpose: 'offer',
  nextStep: 'Use the offer',
  offers: true,
  words: {
    en: {
      subject: '[coupon.words|An offer] at [shop.name|our store]',
      preheader: 'For you, until [coupon.until|it ends]. How to use it is in this email.',
      lead: ['we have an offer for you. Here is what you get, and how long it is valid:'],
      after: ['Any questions? Reply to this email. A person reads it.'],
    },
    de: {
      subject: '[coupon.words|Ein Angebot] bei [shop.name|uns]',
      preheader:
        'Für Sie, gültig bis [coupon.until|zum Ende der Aktion]. Alles Nötige steht in dieser E-Mail.',
      lead: [
        'wir haben ein Angebot für Sie. Hier sehen Sie, was Sie bekommen und wie lange es gilt:',
      ],
      after: [
        'Haben Sie Fragen? Antworten Sie auf diese E-Mail. Sie wird von einem Menschen gelesen.',
      ],
    },
    fr: {
      subject: '[coupon.words|Une offre] chez [shop.name|nous]',
      preheader:
        'Pour vous, jusqu’au [coupon.until|terme de l’offre]. Le mode d’emploi est dans cet e-mail.',
      lead: ['nous avons une offre pour vous. En voici le contenu et la date de fin\u00a0:'],
      after: ['Une question\u00a0? Répondez à cet e-mail\u00a0: une personne vous lira.'],
    },
  },
};
