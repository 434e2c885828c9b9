import type { GalleryEmail } from './gallery-email.ts';

/** With every renewal: what was ordered and how to change it, so that no delivery is a surprise. */
export const subscriptionOrder: GalleryEmail = {
  key: 'subscription-order',
  galleryVersion: 2,
  name: 'Subscription: renewed',
  purpose: 'help',
  nextStep: 'Check what comes this time',
  goods: 'items',
  words: {
    en: {
      subject: 'Your subscription order [orderName|is on record]',
      preheader: 'What comes this time, and how to change what comes next.',
      lead: ['your subscription was renewed. This is your order [orderName|for this time]:'],
      after: [
        'Is something not right, or do you want to skip or change the next one? Reply to this email and we will see to it.',
      ],
    },
    de: {
      subject: 'Ihre Abo-Bestellung [orderName|ist eingegangen]',
      preheader: 'Was dieses Mal kommt und wie Sie die nächste Lieferung ändern.',
      lead: ['Ihr Abo wurde verlängert. Das ist Ihre Bestellung [orderName|für dieses Mal]:'],
      after: [
        'Stimmt etwas nicht oder möchten Sie die nächste Lieferung auslassen oder ändern? Antworten Sie auf diese E-Mail, wir kümmern uns darum.',
      ],
    },
    fr: {
      subject: 'Votre commande d’abonnement [orderName|est enregistrée]',
      preheader: 'Ce que vous recevez cette fois, et comment modifier la suite.',
      lead: [
        'votre abonnement a été renouvelé. Voici votre commande [orderName|pour cette fois]\u00a0:',
      ],
      after: [
        'Quelque chose ne va pas, ou vous souhaitez sauter ou modifier la prochaine livraison\u00a0? Répondez à cet e-mail et nous nous en occupons.',
      ],
    },
  },
};
