import type { GalleryEmail } from './gallery-email.ts';

/** Shortly before the reader orders again by their own rhythm. */
export const orderAgain: GalleryEmail = {
  key: 'order-again',
  galleryVersion: 2,
  name: 'Time to order again',
  purpose: 'help',
  nextStep: 'Order the same again',
  goods: 'items',
  shows: 'again',
  words: {
    en: {
      subject: 'Running low?',
      preheader: 'What you ordered last time, in one click.',
      lead: [
        'going by how often you order, you may be running low about now. Here is what you had last time; one click puts it in your cart, and you can change it there.',
      ],
      button: 'Order again',
      after: ['Still have enough? Then ignore this. We go by your rhythm, not by ours.'],
    },
    de: {
      subject: 'Geht der Vorrat zur Neige?',
      preheader: 'Ihre letzte Bestellung, mit einem Klick im Warenkorb.',
      lead: [
        'danach, wie oft Sie bestellen, könnte Ihr Vorrat jetzt zur Neige gehen. Das hatten Sie zuletzt; ein Klick legt es in Ihren Warenkorb, und dort können Sie es noch ändern.',
      ],
      button: 'Erneut bestellen',
      after: [
        'Haben Sie noch genug? Dann ignorieren Sie diese E-Mail. Wir richten uns nach Ihrem Rhythmus, nicht nach unserem.',
      ],
    },
    fr: {
      subject: 'Bientôt à court\u00a0?',
      preheader: 'Votre dernière commande, en un clic.',
      lead: [
        'au rythme de vos commandes, vous arrivez peut-être au bout de vos réserves. Voici votre dernière commande\u00a0: un clic la place dans votre panier, où vous pouvez encore la modifier.',
      ],
      button: 'Commander à nouveau',
      after: [
        'Il vous en reste assez\u00a0? Ne tenez pas compte de cet e-mail. Nous suivons votre rythme, pas le nôtre.',
      ],
    },
  },
};

export const orderAgainReminder: GalleryEmail = {
  key: 'order-again-reminder',
  galleryVersion: 2,
  name: 'Time to order again: reminder',
  purpose: 'help',
  nextStep: 'Order the same again',
  goods: 'items',
  recommends: true,
  shows: 'again',
  words: {
    en: {
      subject: 'Your usual order, when you are ready',
      preheader: 'The same again, or something a little different.',
      lead: ['a short reminder, because it is a little later than usual for you.'],
      button: 'Order again',
      after: [
        'If something was not right with the last order, please reply to this email. We want to know.',
      ],
    },
    de: {
      subject: 'Ihre gewohnte Bestellung, wann Sie möchten',
      preheader: 'Das Gleiche noch einmal oder etwas anderes.',
      lead: ['eine kurze Erinnerung, weil es etwas später ist als sonst bei Ihnen.'],
      button: 'Erneut bestellen',
      after: [
        'War bei der letzten Bestellung etwas nicht in Ordnung? Bitte antworten Sie auf diese E-Mail. Wir möchten es wissen.',
      ],
    },
    fr: {
      subject: 'Votre commande habituelle, quand vous voulez',
      preheader: 'La même chose, ou quelque chose d’un peu différent.',
      lead: ['un petit rappel, car vous commandez d’ordinaire un peu plus tôt.'],
      button: 'Commander à nouveau',
      after: [
        'Si quelque chose n’allait pas la dernière fois, répondez à cet e-mail. Nous tenons à le savoir.',
      ],
    },
  },
};
