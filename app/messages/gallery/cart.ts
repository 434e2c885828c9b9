import type { GalleryEmail } from './gallery-email.ts';

export const cartReminder1: GalleryEmail = {
  key: 'basket-reminder-1',
  galleryVersion: 3,
  name: 'First cart reminder',
  purpose: 'help',
  nextStep: 'Go back to the cart',
  goods: 'items',
  words: {
    en: {
      subject: 'Your basket at [shop.name|our store] is saved',
      preheader: 'Everything you picked is still here, ready when you are.',
      lead: [
        'you left something behind. We kept your basket, so you can carry on exactly where you stopped.',
      ],
      button: 'Back to my basket',
      after: [
        'Did something not work, or do you have a question first? Reply to this email; a person reads it.',
      ],
    },
    de: {
      subject: 'Ihr Warenkorb bei [shop.name|uns] ist gespeichert',
      preheader: 'Alles, was Sie ausgewählt haben, liegt noch für Sie bereit.',
      lead: [
        'Sie haben etwas in Ihrem Warenkorb gelassen. Wir haben ihn gespeichert, damit Sie genau dort weitermachen können, wo Sie aufgehört haben.',
      ],
      button: 'Zu meinem Warenkorb',
      after: [
        'Hat etwas nicht funktioniert oder haben Sie vorher eine Frage? Antworten Sie einfach auf diese E-Mail, sie wird von einem Menschen gelesen.',
      ],
    },
    fr: {
      subject: 'Votre panier chez [shop.name|nous] est enregistré',
      preheader: 'Tout ce que vous avez choisi vous attend encore.',
      lead: [
        'vous avez laissé des articles dans votre panier. Nous l’avons enregistré pour que vous puissiez reprendre là où vous en étiez.',
      ],
      button: 'Retrouver mon panier',
      after: [
        'Quelque chose n’a pas fonctionné, ou vous avez une question\u00a0? Répondez à cet e-mail\u00a0: une personne vous lira.',
      ],
    },
  },
};

/** The second reminder answers what keeps people from ordering; no discount. */
export const cartQuestions: GalleryEmail = {
  key: 'cart-questions',
  galleryVersion: 2,
  name: 'Second cart reminder: questions',
  purpose: 'answer',
  nextStep: 'Go back to the cart',
  goods: 'items',
  words: {
    en: {
      subject: 'Anything we can answer about your cart?',
      preheader: 'Answers on delivery and returns, and a person to ask.',
      lead: [
        'your cart is still as you left it. If something held you back, it was probably one of these.',
      ],
      questions: [
        [
          'What does delivery cost, and when does it arrive?',
          'Cost and time are shown in the checkout, before you pay.',
        ],
        ['What if it is not right?', 'Write to us and we will sort it out.'],
      ],
      button: 'Finish my order',
      after: ['Something else? Reply to this email and ask. A person answers.'],
    },
    de: {
      subject: 'Haben Sie noch Fragen zu Ihrem Warenkorb?',
      preheader: 'Versand, Rückgabe und jemand, den Sie fragen können.',
      lead: [
        'Ihr Warenkorb ist noch so, wie Sie ihn verlassen haben. Falls etwas Sie zögern ließ, war es vermutlich eines davon.',
      ],
      questions: [
        [
          'Was kostet der Versand und wann kommt die Bestellung an?',
          'Kosten und Lieferzeit sehen Sie an der Kasse, bevor Sie bezahlen.',
        ],
        [
          'Was ist, wenn etwas nicht passt?',
          'Schreiben Sie uns, dann finden wir gemeinsam eine Lösung.',
        ],
      ],
      button: 'Bestellung abschließen',
      after: ['Etwas anderes? Antworten Sie auf diese E-Mail. Ein Mensch antwortet Ihnen.'],
    },
    fr: {
      subject: 'Une question sur votre panier\u00a0?',
      preheader: 'Livraison, retours, et une personne pour vous répondre.',
      lead: [
        'votre panier est toujours tel que vous l’avez laissé. Si quelque chose vous a fait hésiter, c’était sans doute l’un de ces points.',
      ],
      questions: [
        [
          'Combien coûte la livraison, et quand arrive-t-elle\u00a0?',
          'Le coût et le délai s’affichent au moment de payer, avant de valider.',
        ],
        [
          'Et si l’article ne convient pas\u00a0?',
          'Écrivez-nous et nous trouverons une solution avec vous.',
        ],
      ],
      button: 'Terminer ma commande',
      after: ['Autre chose\u00a0? Répondez à cet e-mail\u00a0: une personne vous répondra.'],
    },
  },
};

export const cartReminder2: GalleryEmail = {
  key: 'basket-reminder-2',
  galleryVersion: 3,
  name: 'Last cart reminder',
  purpose: 'help',
  nextStep: 'Finish the order',
  goods: 'items',
  words: {
    en: {
      subject: 'Still thinking it over, [firstName|perhaps]?',
      preheader: 'A last note about what you left in your cart.',
      lead: [
        'your basket is still here. We will not write about it again, so this is your last reminder.',
      ],
      button: 'Finish my order',
      after: ['Changed your mind? Then there is nothing to do.'],
    },
    de: {
      subject: 'Überlegen Sie noch, [firstName|vielleicht]?',
      preheader: 'Eine letzte Nachricht zu Ihrem Warenkorb.',
      lead: [
        'Ihr Warenkorb ist noch da. Wir schreiben Ihnen dazu nicht noch einmal, dies ist also die letzte Erinnerung.',
      ],
      button: 'Bestellung abschließen',
      after: ['Sie haben es sich anders überlegt? Dann brauchen Sie nichts zu tun.'],
    },
    fr: {
      subject: 'Vous hésitez encore, [firstName|peut-être]\u00a0?',
      preheader: 'Un dernier message au sujet de votre panier.',
      lead: [
        'votre panier est toujours là. Nous ne vous écrirons plus à ce sujet\u00a0: ceci est notre dernier rappel.',
      ],
      button: 'Terminer ma commande',
      after: ['Vous avez changé d’avis\u00a0? Vous n’avez rien à faire.'],
    },
  },
};

/** The last reminder where an offer may be made. */
export const cartOffer: GalleryEmail = {
  key: 'cart-offer',
  galleryVersion: 2,
  name: 'Last cart reminder with an offer',
  purpose: 'offer',
  nextStep: 'Order with the code',
  goods: 'items',
  offers: true,
  words: {
    en: {
      subject: '[coupon.words|An offer] on what you left in your cart',
      preheader: 'For you alone, until [coupon.until|it ends]. Your cart is still saved.',
      lead: [
        'this is the last time that we write about this cart. If you still want it, perhaps this helps.',
      ],
      after: ['Changed your mind? Then there is nothing to do.'],
    },
    de: {
      subject: '[coupon.words|Ein Angebot] auf Ihren Warenkorb',
      preheader:
        'Nur für Sie, gültig bis [coupon.until|zum Ende der Aktion]. Ihr Warenkorb ist noch gespeichert.',
      lead: [
        'wir schreiben Ihnen zum letzten Mal zu diesem Warenkorb. Wenn Sie ihn noch möchten, hilft vielleicht das hier.',
      ],
      after: ['Sie haben es sich anders überlegt? Dann brauchen Sie nichts zu tun.'],
    },
    fr: {
      subject: '[coupon.words|Une offre] sur votre panier',
      preheader:
        'Rien que pour vous, jusqu’au [coupon.until|terme de l’offre]. Votre panier est toujours enregistré.',
      lead: [
        'nous vous écrivons pour la dernière fois au sujet de ce panier. S’il vous plaît encore, ceci vous aidera peut-être.',
      ],
      after: ['Vous avez changé d’avis\u00a0? Vous n’avez rien à faire.'],
    },
  },
};
