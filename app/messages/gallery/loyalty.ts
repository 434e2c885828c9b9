import type { GalleryEmail } from './gallery-email.ts';

/** For the best customers: thanks, and never the code of a newcomer. It promises nothing that the store would have to do. */
export const loyaltyThanks: GalleryEmail = {
  key: 'loyalty-thanks',
  galleryVersion: 2,
  name: 'Loyalty: thank you',
  purpose: 'proof',
  nextStep: 'Reply when something is needed',
  words: {
    en: {
      subject: 'Thank you, [firstName|from all of us]',
      preheader: 'You are one of our best customers.',
      lead: [
        'you have ordered from us again and again, and we noticed. Thank you.',
        'If there is something that we can help with, such as advice, a size or a gift, reply to this email.',
      ],
      after: ['There is nothing to sign up for and no points to count.'],
    },
    de: {
      subject: 'Vielen Dank, [firstName|von uns allen]',
      preheader: 'Sie gehören zu unseren treuesten Kunden.',
      lead: [
        'Sie haben immer wieder bei uns bestellt, und das ist uns aufgefallen. Vielen Dank dafür.',
        'Wenn wir Ihnen helfen können, etwa mit einem Rat, einer Größe oder einem Geschenk, antworten Sie auf diese E-Mail.',
      ],
      after: ['Sie brauchen sich nirgends anzumelden und keine Punkte zu sammeln.'],
    },
    fr: {
      subject: 'Merci, [firstName|de la part de toute l’équipe]',
      preheader: 'Vous êtes l’un de nos plus fidèles clients.',
      lead: [
        'vous avez commandé chez nous à plusieurs reprises, et nous l’avons remarqué. Merci.',
        'Si nous pouvons vous aider, pour un conseil, une taille ou un cadeau, répondez à cet e-mail.',
      ],
      after: ['Aucune inscription, aucun point à compter.'],
    },
  },
};

export const loyaltyFirstLook: GalleryEmail = {
  key: 'loyalty-first-look',
  galleryVersion: 2,
  name: 'Loyalty: chosen for you',
  purpose: 'help',
  nextStep: 'Look at what was chosen',
  recommends: true,
  words: {
    en: {
      subject: 'A few things that you may like',
      preheader: 'Have a look when you have a quiet moment.',
      lead: ['these are a few things that you may like.'],
      button: 'See them in the store',
      after: ['Is there something that you are missing? Reply to this email.'],
    },
    de: {
      subject: 'Ein paar Dinge, die Ihnen gefallen könnten',
      preheader: 'Sehen Sie sie sich in einem ruhigen Moment an.',
      lead: ['hier sind ein paar Dinge, die Ihnen gefallen könnten.'],
      button: 'Im Onlineshop ansehen',
      after: ['Fehlt Ihnen etwas bei uns? Antworten Sie auf diese E-Mail.'],
    },
    fr: {
      subject: 'Quelques idées qui pourraient vous plaire',
      preheader: 'À regarder quand vous aurez un moment.',
      lead: ['voici quelques articles qui pourraient vous plaire.'],
      button: 'Les voir dans la boutique',
      after: ['Il vous manque quelque chose\u00a0? Répondez à cet e-mail.'],
    },
  },
};

export const loyaltyReward: GalleryEmail = {
  key: 'loyalty-reward',
  galleryVersion: 2,
  name: 'Loyalty: reward',
  purpose: 'offer',
  nextStep: 'Use the reward',
  offers: true,
  words: {
    en: {
      subject: '[coupon.words|An offer], as a thank you',
      preheader: 'It can be used until [coupon.until|it ends].',
      lead: ['this is a thank you for ordering from us again and again.'],
      after: ['Any questions? Reply to this email.'],
    },
    de: {
      subject: '[coupon.words|Ein Angebot] als Dankeschön',
      preheader: 'Einzulösen bis [coupon.until|zum Ende der Aktion].',
      lead: ['das ist ein Dankeschön dafür, dass Sie immer wieder bei uns bestellen.'],
      after: ['Haben Sie Fragen? Antworten Sie auf diese E-Mail.'],
    },
    fr: {
      subject: '[coupon.words|Une offre] pour vous remercier',
      preheader: 'À utiliser jusqu’au [coupon.until|dernier jour].',
      lead: ['ceci est un remerciement pour votre fidélité.'],
      after: ['Une question\u00a0? Répondez à cet e-mail.'],
    },
  },
};
