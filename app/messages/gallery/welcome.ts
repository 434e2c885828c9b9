import type { GalleryEmail } from './gallery-email.ts';

/** The first email to a new subscriber: who the store is and what to expect. */
export const welcome1: GalleryEmail = {
  key: 'welcome-1',
  galleryVersion: 2,
  name: 'Welcome',
  purpose: 'help',
  nextStep: 'Look around the store',
  words: {
    en: {
      subject: 'Welcome to [shop.name|our store]',
      preheader: 'What we will write to you about, and how to choose less of it.',
      lead: [
        'thank you for subscribing. We are glad that you found us.',
        'From time to time we write about new products, how to get the most from them and what other customers like. If it is ever too much, the link at the end of any email lets you choose less, or stops it.',
      ],
      button: 'Look around',
      after: ['Do you have a question already? Reply to this email. A person reads it.'],
    },
    de: {
      subject: 'Willkommen bei [shop.name|uns]',
      preheader: 'Worüber wir Ihnen schreiben und wie Sie weniger E-Mails auswählen.',
      lead: [
        'vielen Dank für Ihre Anmeldung. Schön, dass Sie uns gefunden haben.',
        'Ab und zu schreiben wir Ihnen über neue Produkte, wie Sie am meisten davon haben und was anderen gefällt. Wird es Ihnen zu viel, können Sie über den Link am Ende jeder E-Mail weniger auswählen oder sich abmelden.',
      ],
      button: 'Umsehen',
      after: [
        'Haben Sie schon eine Frage? Antworten Sie auf diese E-Mail. Sie wird von einem Menschen gelesen.',
      ],
    },
    fr: {
      subject: 'Bienvenue chez [shop.name|nous]',
      preheader: 'Ce dont nous vous parlerons, et comment recevoir moins d’e-mails.',
      lead: [
        'merci de votre inscription. Nous sommes ravis que vous nous ayez trouvés.',
        'De temps en temps, nous vous parlerons de nos nouveautés, de la façon d’en profiter et de ce que d’autres apprécient. Si c’est trop, le lien au bas de chaque e-mail vous permet d’en recevoir moins ou de tout arrêter.',
      ],
      button: 'Découvrir la boutique',
      after: ['Déjà une question\u00a0? Répondez à cet e-mail\u00a0: une personne vous lira.'],
    },
  },
};

export const welcome2: GalleryEmail = {
  key: 'welcome-2',
  galleryVersion: 2,
  name: 'Welcome: help to choose',
  purpose: 'help',
  nextStep: 'Find a first product',
  recommends: true,
  words: {
    en: {
      subject: 'Not sure where to start?',
      preheader: 'A few things to begin with, and a person to ask.',
      lead: [
        'a new store can be a lot to look at, so here are a few things to begin with.',
        'If you are looking for something in particular, say what it is for and we will suggest what fits.',
      ],
      button: 'Find what fits',
      after: [
        'Reply to this email if you want advice. We would rather sell you the right thing once.',
      ],
    },
    de: {
      subject: 'Noch unsicher, womit Sie anfangen?',
      preheader: 'Ein paar Vorschläge für den Anfang und jemand, der Sie berät.',
      lead: [
        'ein neuer Onlineshop bietet viel auf einmal. Deshalb hier ein paar Vorschläge für den Anfang.',
        'Suchen Sie etwas Bestimmtes? Schreiben Sie uns, wofür, und wir schlagen Ihnen etwas Passendes vor.',
      ],
      button: 'Passendes finden',
      after: [
        'Antworten Sie auf diese E-Mail, wenn Sie sich beraten lassen möchten. Lieber verkaufen wir Ihnen gleich das Richtige.',
      ],
    },
    fr: {
      subject: 'Par où commencer\u00a0?',
      preheader: 'Quelques idées pour débuter, et une personne à qui demander.',
      lead: [
        'une nouvelle boutique, cela fait beaucoup à découvrir. Voici quelques idées pour commencer.',
        'Vous cherchez quelque chose de précis\u00a0? Dites-nous pour quel usage et nous vous proposerons ce qui convient.',
      ],
      button: 'Trouver ce qui convient',
      after: [
        'Répondez à cet e-mail si vous souhaitez un conseil. Nous préférons vous vendre le bon produit du premier coup.',
      ],
    },
  },
};

export const welcome3: GalleryEmail = {
  key: 'welcome-3',
  galleryVersion: 2,
  name: 'Welcome: what customers ask',
  purpose: 'answer',
  nextStep: 'Place a first order',
  words: {
    en: {
      subject: 'Three questions that we hear most',
      preheader: 'On delivery, returns and how to reach us.',
      lead: ['before a first order people usually want to know three things.'],
      questions: [
        [
          'When will it be here?',
          'You see the cost and time of delivery in the checkout, before you pay.',
        ],
        [
          'What if it is not right?',
          'Write to us and we will sort it out; how returns work is in the store.',
        ],
        [
          'Is there a person behind this?',
          'Yes. Reply to any of our emails and one of us answers.',
        ],
      ],
      button: 'Visit the store',
      after: ['Is yours a fourth question? Just ask.'],
    },
    de: {
      subject: 'Die drei häufigsten Fragen',
      preheader: 'Zu Versand, Rückgabe und wie Sie uns erreichen.',
      lead: ['vor einer ersten Bestellung möchten die meisten dreierlei wissen.'],
      questions: [
        [
          'Wann kommt meine Bestellung an?',
          'Versandkosten und Lieferzeit sehen Sie an der Kasse, bevor Sie bezahlen.',
        ],
        [
          'Was ist, wenn etwas nicht passt?',
          'Schreiben Sie uns, wir finden eine Lösung. Wie die Rückgabe funktioniert, steht im Onlineshop.',
        ],
        [
          'Ist hier ein Mensch zu erreichen?',
          'Ja. Antworten Sie auf eine unserer E-Mails, und jemand von uns meldet sich.',
        ],
      ],
      button: 'Zum Onlineshop',
      after: ['Haben Sie eine vierte Frage? Fragen Sie einfach.'],
    },
    fr: {
      subject: 'Les trois questions les plus fréquentes',
      preheader: 'Sur la livraison, les retours et la façon de nous joindre.',
      lead: ['avant une première commande, on souhaite en général savoir trois choses.'],
      questions: [
        [
          'Quand vais-je recevoir ma commande\u00a0?',
          'Le coût et le délai de livraison s’affichent avant le paiement.',
        ],
        [
          'Et si l’article ne convient pas\u00a0?',
          'Écrivez-nous et nous trouverons une solution\u00a0; les conditions de retour figurent dans la boutique.',
        ],
        [
          'Y a-t-il quelqu’un derrière ces e-mails\u00a0?',
          'Oui. Répondez à l’un d’eux et l’un de nous vous répondra.',
        ],
      ],
      button: 'Visiter la boutique',
      after: ['Une quatrième question\u00a0? Posez-la-nous.'],
    },
  },
};

export const welcomeOffer: GalleryEmail = {
  key: 'welcome-offer',
  galleryVersion: 2,
  name: 'Welcome: offer for a first order',
  purpose: 'offer',
  nextStep: 'Use the code on a first order',
  offers: true,
  words: {
    en: {
      subject: '[coupon.words|An offer] for your first order at [shop.name|our store]',
      preheader: 'For you alone, until [coupon.until|it ends]. How to use it is in this email.',
      lead: ['if you were waiting for a reason to try us, here is one. It is for you alone.'],
      after: ['No hurry beyond that date, and no strings attached.'],
    },
    de: {
      subject: '[coupon.words|Ein Angebot] für Ihre erste Bestellung bei [shop.name|uns]',
      preheader:
        'Nur für Sie, gültig bis [coupon.until|zum Ende der Aktion]. Alles Nötige steht in dieser E-Mail.',
      lead: [
        'falls Sie auf einen Anlass gewartet haben, uns kennenzulernen: Hier ist einer, nur für Sie.',
      ],
      after: ['Ohne Verpflichtung und ohne Eile bis zu diesem Tag.'],
    },
    fr: {
      subject: '[coupon.words|Une offre] pour votre première commande chez [shop.name|nous]',
      preheader:
        'Rien que pour vous, jusqu’au [coupon.until|terme de l’offre]. Le mode d’emploi est dans cet e-mail.',
      lead: ['si vous attendiez une raison de nous essayer, en voici une, rien que pour vous.'],
      after: ['Sans engagement, et sans urgence jusqu’à cette date.'],
    },
  },
};
