import type { GalleryEmail } from './gallery-email.ts';

/** After a first order: how to get the most from it, before anything is sold. */
export const secondOrderHelp: GalleryEmail = {
  key: 'second-order-help',
  galleryVersion: 2,
  name: 'Second order: get the most from it',
  purpose: 'help',
  nextStep: 'Ask if anything is unclear',
  words: {
    en: {
      subject: 'Getting on well with your first order?',
      preheader: 'Something unclear? There is a person to ask.',
      lead: [
        'a while ago you ordered from us for the first time. We hope that all of it is as you imagined.',
        'If you are unsure how to use or care for it, reply to this email with what you have. We have usually seen the question before.',
      ],
      after: ['Thank you for trying us. It means a lot to a store like ours.'],
    },
    de: {
      subject: 'Sind Sie mit Ihrer ersten Bestellung zufrieden?',
      preheader: 'Ist etwas unklar? Hier können Sie jemanden fragen.',
      lead: [
        'vor einiger Zeit haben Sie zum ersten Mal bei uns bestellt. Wir hoffen, dass alles so ist, wie Sie es sich vorgestellt haben.',
        'Wenn Sie nicht sicher sind, wie Sie etwas verwenden oder pflegen, antworten Sie auf diese E-Mail. Meist kennen wir die Frage schon.',
      ],
      after: [
        'Danke, dass Sie uns ausprobiert haben. Das bedeutet einem Geschäft wie unserem viel.',
      ],
    },
    fr: {
      subject: 'Satisfait de votre première commande\u00a0?',
      preheader: 'Un doute\u00a0? Une personne est là pour vous répondre.',
      lead: [
        'il y a quelque temps, vous avez commandé chez nous pour la première fois. Nous espérons que tout est comme vous l’imaginiez.',
        'Si vous hésitez sur l’usage ou l’entretien, répondez à cet e-mail en nous disant ce que vous avez. Le plus souvent, nous connaissons déjà la question.',
      ],
      after: [
        'Merci de nous avoir essayés. Cela compte beaucoup pour une boutique comme la nôtre.',
      ],
    },
  },
};

export const secondOrderProof: GalleryEmail = {
  key: 'second-order-proof',
  galleryVersion: 2,
  name: 'Second order: what others chose next',
  purpose: 'proof',
  nextStep: 'See what goes with the first order',
  recommends: true,
  words: {
    en: {
      subject: 'What others chose next',
      preheader: 'A few things to go with your first order.',
      lead: [
        'people who began with what you ordered often come back for the things below, because they go well together.',
      ],
      button: 'See what goes with it',
      after: ['Not sure whether it fits yours? Reply and ask.'],
    },
    de: {
      subject: 'Was andere als Nächstes ausgesucht haben',
      preheader: 'Ein paar Dinge, die zu Ihrer ersten Bestellung passen.',
      lead: [
        'wer mit dem angefangen hat, was Sie bestellt haben, kommt oft für die Dinge unten wieder, weil sie gut zusammenpassen.',
      ],
      button: 'Passendes ansehen',
      after: ['Sie sind nicht sicher, ob es zu Ihrem passt? Antworten Sie und fragen Sie uns.'],
    },
    fr: {
      subject: 'Ce que d’autres ont choisi ensuite',
      preheader: 'Quelques idées qui vont avec votre première commande.',
      lead: [
        'ceux qui ont commencé par la même commande que vous reviennent souvent pour les articles ci-dessous, car ils vont bien ensemble.',
      ],
      button: 'Voir ce qui va avec',
      after: ['Un doute sur la compatibilité\u00a0? Répondez et demandez-nous.'],
    },
  },
};
