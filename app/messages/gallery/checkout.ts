import type { GalleryEmail } from './gallery-email.ts';

/** Who came as far as the checkout wanted to order: the first email asks what went wrong. */
export const checkoutHelp: GalleryEmail = {
  key: 'checkout-help',
  galleryVersion: 2,
  name: 'First checkout reminder: help',
  purpose: 'help',
  nextStep: 'Finish the checkout',
  goods: 'items',
  words: {
    en: {
      subject: 'Did something go wrong with your order?',
      preheader: 'Your checkout is saved. You can carry on where you stopped.',
      lead: [
        'you were nearly done, and then something came between. We saved your checkout, so you can carry on where you stopped.',
      ],
      button: 'Finish my order',
      after: [
        'Did a payment fail, or was an address not accepted? Reply to this email and we will help you through.',
      ],
    },
    de: {
      subject: 'Hat bei Ihrer Bestellung etwas nicht geklappt?',
      preheader: 'Ihre Eingaben sind gespeichert. Sie können einfach weitermachen.',
      lead: [
        'Sie waren fast fertig, dann kam etwas dazwischen. Wir haben Ihre Eingaben gespeichert, damit Sie dort weitermachen können, wo Sie aufgehört haben.',
      ],
      button: 'Bestellung abschließen',
      after: [
        'Hat die Zahlung nicht funktioniert oder wurde eine Adresse nicht angenommen? Antworten Sie auf diese E-Mail, wir helfen Ihnen weiter.',
      ],
    },
    fr: {
      subject: 'Un souci avec votre commande\u00a0?',
      preheader: 'Votre commande est enregistrée. Vous pouvez la reprendre.',
      lead: [
        'vous aviez presque terminé, puis il y a eu un contretemps. Nous avons enregistré votre commande pour que vous puissiez la reprendre là où vous en étiez.',
      ],
      button: 'Terminer ma commande',
      after: [
        'Un paiement refusé, une adresse non reconnue\u00a0? Répondez à cet e-mail et nous vous aiderons.',
      ],
    },
  },
};

export const checkoutAnswers: GalleryEmail = {
  key: 'checkout-answers',
  galleryVersion: 2,
  name: 'Second checkout reminder: answers',
  purpose: 'answer',
  nextStep: 'Finish the checkout',
  goods: 'items',
  words: {
    en: {
      subject: 'Before you decide',
      preheader: 'Delivery, returns and payment in three sentences.',
      lead: ['your order is still waiting. Here is what people ask us at this point.'],
      questions: [
        ['What about delivery?', 'You see the cost and the time before you pay.'],
        ['Can I send it back?', 'Write to us if it is not right.'],
        ['Is payment safe?', 'It is handled by Shopify, and we never see your card.'],
      ],
      button: 'Finish my order',
      after: ['Is it something else? Reply and ask us.'],
    },
    de: {
      subject: 'Bevor Sie sich entscheiden',
      preheader: 'Versand, Rückgabe und Zahlung in drei Sätzen.',
      lead: [
        'Ihre Bestellung wartet noch. Das hier werden wir an dieser Stelle am häufigsten gefragt.',
      ],
      questions: [
        ['Wie läuft der Versand?', 'Kosten und Lieferzeit sehen Sie, bevor Sie bezahlen.'],
        ['Kann ich etwas zurückgeben?', 'Schreiben Sie uns, wenn etwas nicht passt.'],
        [
          'Ist die Zahlung sicher?',
          'Sie läuft über Shopify; Ihre Kartendaten bekommen wir nie zu sehen.',
        ],
      ],
      button: 'Bestellung abschließen',
      after: ['Geht es um etwas anderes? Antworten Sie und fragen Sie uns.'],
    },
    fr: {
      subject: 'Avant de vous décider',
      preheader: 'Livraison, retours et paiement en trois phrases.',
      lead: ['votre commande vous attend. Voici ce que l’on nous demande le plus à cette étape.'],
      questions: [
        ['Et la livraison\u00a0?', 'Vous voyez son coût et son délai avant de payer.'],
        ['Puis-je renvoyer un article\u00a0?', 'Écrivez-nous s’il ne convient pas.'],
        [
          'Le paiement est-il sûr\u00a0?',
          'Il est traité par Shopify\u00a0: nous ne voyons jamais votre carte.',
        ],
      ],
      button: 'Terminer ma commande',
      after: ['Autre chose\u00a0? Répondez-nous et posez votre question.'],
    },
  },
};

export const checkoutLast: GalleryEmail = {
  key: 'checkout-last',
  galleryVersion: 2,
  name: 'Last checkout reminder',
  purpose: 'help',
  nextStep: 'Finish the checkout',
  goods: 'items',
  words: {
    en: {
      subject: 'Shall we keep your order?',
      preheader: 'This is the last time that we write about it.',
      lead: [
        'this is the last time that we write about this order. It is here if you still want it.',
      ],
      button: 'Finish my order',
      after: ['Changed your mind? Then there is nothing to do.'],
    },
    de: {
      subject: 'Sollen wir Ihre Bestellung aufheben?',
      preheader: 'Wir schreiben Ihnen zum letzten Mal dazu.',
      lead: [
        'wir schreiben Ihnen zum letzten Mal zu dieser Bestellung. Wenn Sie sie noch möchten, ist sie hier.',
      ],
      button: 'Bestellung abschließen',
      after: ['Sie haben es sich anders überlegt? Dann brauchen Sie nichts zu tun.'],
    },
    fr: {
      subject: 'Souhaitez-vous garder votre commande\u00a0?',
      preheader: 'C’est la dernière fois que nous vous en parlons.',
      lead: [
        'nous vous écrivons pour la dernière fois au sujet de cette commande. Elle vous attend si vous le souhaitez encore.',
      ],
      button: 'Terminer ma commande',
      after: ['Vous avez changé d’avis\u00a0? Vous n’avez rien à faire.'],
    },
  },
};

export const checkoutOffer: GalleryEmail = {
  key: 'checkout-offer',
  galleryVersion: 2,
  name: 'Last checkout reminder with an offer',
  purpose: 'offer',
  nextStep: 'Finish the checkout with the code',
  goods: 'items',
  offers: true,
  words: {
    en: {
      subject: '[coupon.words|An offer] on the order that you began',
      preheader: 'For you alone, until [coupon.until|it ends]. Your order is still saved.',
      lead: [
        'this is the last time that we write about this order. If the price was what held you back, this may help.',
      ],
      after: ['Changed your mind? Then there is nothing to do.'],
    },
    de: {
      subject: '[coupon.words|Ein Angebot] auf Ihre begonnene Bestellung',
      preheader:
        'Nur für Sie, gültig bis [coupon.until|zum Ende der Aktion]. Ihre Eingaben sind noch gespeichert.',
      lead: [
        'wir schreiben Ihnen zum letzten Mal zu dieser Bestellung. Falls der Preis Sie zögern ließ, hilft vielleicht das hier.',
      ],
      after: ['Sie haben es sich anders überlegt? Dann brauchen Sie nichts zu tun.'],
    },
    fr: {
      subject: '[coupon.words|Une offre] sur votre commande en cours',
      preheader:
        'Rien que pour vous, jusqu’au [coupon.until|terme de l’offre]. Votre commande est toujours enregistrée.',
      lead: [
        'nous vous écrivons pour la dernière fois au sujet de cette commande. Si le prix vous a fait hésiter, ceci vous aidera peut-être.',
      ],
      after: ['Vous avez changé d’avis\u00a0? Vous n’avez rien à faire.'],
    },
  },
};
