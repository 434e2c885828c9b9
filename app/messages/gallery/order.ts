import type { GalleryEmail } from './gallery-email.ts';

export const orderThanks: GalleryEmail = {
  key: 'order-thanks',
  galleryVersion: 3,
  name: 'Thanks for the order',
  purpose: 'help',
  nextStep: 'Reply if something is to be changed',
  goods: 'items',
  words: {
    en: {
      subject: 'Thank you for order [orderName|with us]',
      preheader: 'We have your order. Here is what you chose.',
      lead: [
        'thank you for your order [orderName|with us].',
        { onlyIf: 'toBeSent', text: 'We are getting it ready and will tell you when it leaves.' },
      ],
      after: ['Something not right? Reply to this email soon and we can still change it.'],
    },
    de: {
      subject: 'Vielen Dank für Ihre Bestellung [orderName|bei uns]',
      preheader: 'Wir haben Ihre Bestellung erhalten. Das haben Sie ausgewählt.',
      lead: [
        'vielen Dank für Ihre Bestellung [orderName|bei uns].',
        {
          onlyIf: 'toBeSent',
          text: 'Wir machen sie versandfertig und geben Ihnen Bescheid, sobald sie unterwegs ist.',
        },
      ],
      after: [
        'Stimmt etwas nicht? Antworten Sie bald auf diese E-Mail, dann können wir noch etwas ändern.',
      ],
    },
    fr: {
      subject: 'Merci pour votre commande [orderName|chez nous]',
      preheader: 'Nous avons bien reçu votre commande. Voici votre choix.',
      lead: [
        'merci pour votre commande [orderName|chez nous].',
        {
          onlyIf: 'toBeSent',
          text: 'Nous la préparons et vous préviendrons dès son départ.',
        },
      ],
      after: [
        'Quelque chose ne va pas\u00a0? Répondez vite à cet e-mail, nous pouvons encore la modifier.',
      ],
    },
  },
};

export const orderCare: GalleryEmail = {
  key: 'order-care',
  galleryVersion: 3,
  name: 'Care after delivery',
  purpose: 'help',
  nextStep: 'Check that everything arrived well',
  goods: 'items',
  shows: 'parcel',
  words: {
    en: {
      subject: 'Did everything in order [orderName|with us] arrive well?',
      preheader: 'If anything is missing or damaged, we will put it right.',
      lead: [
        'your order [orderName|with us] should be with you by now. Please check that everything is there and in one piece.',
      ],
      after: [
        'Is anything missing, damaged or not as you expected? Reply to this email and we will put it right.',
      ],
    },
    de: {
      subject: 'Ist Ihre Bestellung [orderName|bei uns] gut angekommen?',
      preheader: 'Wenn etwas fehlt oder beschädigt ist, bringen wir es in Ordnung.',
      lead: [
        'Ihre Bestellung [orderName|bei uns] müsste inzwischen bei Ihnen sein. Bitte sehen Sie nach, ob alles da und unbeschädigt ist.',
      ],
      after: [
        'Fehlt etwas, ist etwas beschädigt oder nicht wie erwartet? Antworten Sie auf diese E-Mail, wir bringen es in Ordnung.',
      ],
    },
    fr: {
      subject: 'Votre commande [orderName|chez nous] est-elle bien arrivée\u00a0?',
      preheader: 'S’il manque quelque chose ou si un article est abîmé, nous y remédions.',
      lead: [
        'votre commande [orderName|chez nous] devrait être arrivée. Vérifiez, s’il vous plaît, que tout est là et en bon état.',
      ],
      after: [
        'Un article manque, est abîmé ou ne correspond pas à votre attente\u00a0? Répondez à cet e-mail et nous y remédierons.',
      ],
    },
  },
};

export const reviewRequest: GalleryEmail = {
  key: 'review-request',
  galleryVersion: 3,
  name: 'Request for a review',
  purpose: 'proof',
  nextStep: 'Write a review',
  goods: 'items',
  recommends: true,
  shows: 'sent',
  words: {
    en: {
      subject: 'How do you like what you bought?',
      preheader: 'Two sentences from you help the next person choose.',
      lead: [
        'you have had your order for a while now. Would you tell others what you think? Two honest sentences help most.',
      ],
      button: 'Write a review',
      after: [],
    },
    de: {
      subject: 'Wie gefällt Ihnen, was Sie gekauft haben?',
      preheader: 'Zwei Sätze von Ihnen helfen anderen bei der Auswahl.',
      lead: [
        'Ihre Bestellung ist jetzt schon eine Weile bei Ihnen. Möchten Sie anderen sagen, was Sie davon halten? Zwei ehrliche Sätze helfen am meisten.',
      ],
      button: 'Bewertung schreiben',
      after: [],
    },
    fr: {
      subject: 'Que pensez-vous de votre achat\u00a0?',
      preheader: 'Deux phrases de votre part aideront d’autres à choisir.',
      lead: [
        'vous avez votre commande depuis quelque temps. Voulez-vous dire aux autres ce que vous en pensez\u00a0? Deux phrases sincères sont ce qui aide le plus.',
      ],
      button: 'Donner mon avis',
      after: [],
    },
  },
};
