import type { GalleryEmail } from './gallery-email.ts';

export const winBack1: GalleryEmail = {
  key: 'win-back-1',
  galleryVersion: 2,
  name: 'Win-back: what is new',
  purpose: 'help',
  nextStep: 'See what is new',
  recommends: true,
  words: {
    en: {
      subject: 'It has been a while, [firstName|and we are still here]',
      preheader: 'A few things to look at since your last order.',
      lead: [
        'it has been a while since your last order, and there is more to see by now.',
        'We picked a few things that fit what you bought before.',
      ],
      button: 'See what is new',
      after: ['Looking for something that you no longer find? Reply and ask us.'],
    },
    de: {
      subject: 'Lange nicht gesehen, [firstName|schön, dass Sie da sind]',
      preheader: 'Was es seit Ihrer letzten Bestellung zu sehen gibt.',
      lead: [
        'seit Ihrer letzten Bestellung ist einige Zeit vergangen, und inzwischen gibt es mehr zu sehen.',
        'Wir haben ein paar Dinge ausgesucht, die zu Ihren früheren Einkäufen passen.',
      ],
      button: 'Neues ansehen',
      after: ['Suchen Sie etwas, das Sie nicht mehr finden? Antworten Sie und fragen Sie uns.'],
    },
    fr: {
      subject: 'Cela fait un moment, [firstName|et nous sommes toujours là]',
      preheader: 'Ce qu’il y a à voir depuis votre dernière commande.',
      lead: [
        'votre dernière commande remonte à quelque temps, et il y a du nouveau à voir.',
        'Nous avons choisi quelques articles qui vont avec vos achats précédents.',
      ],
      button: 'Voir les nouveautés',
      after: ['Vous ne retrouvez plus un article\u00a0? Répondez et demandez-nous.'],
    },
  },
};

export const winBack2: GalleryEmail = {
  key: 'win-back-2',
  galleryVersion: 2,
  name: 'Win-back: a question',
  purpose: 'answer',
  nextStep: 'Reply and say what was not right',
  words: {
    en: {
      subject: 'Was something not right?',
      preheader: 'One honest question. Two words are enough for an answer.',
      lead: [
        'we have not heard from you for a while, so we would like to ask: was something not right with your last order, or did you simply not need anything?',
        'Reply to this email with a word or two. If we can put something right, we will.',
      ],
      after: ['Everything fine? Then we are glad, and see you whenever you like.'],
    },
    de: {
      subject: 'War etwas nicht in Ordnung?',
      preheader: 'Eine ehrliche Frage. Zwei Worte genügen als Antwort.',
      lead: [
        'wir haben länger nichts von Ihnen gehört und möchten deshalb fragen: War bei Ihrer letzten Bestellung etwas nicht in Ordnung, oder haben Sie einfach nichts gebraucht?',
        'Antworten Sie mit ein, zwei Worten auf diese E-Mail. Wenn wir etwas in Ordnung bringen können, tun wir es.',
      ],
      after: ['Alles in Ordnung? Das freut uns. Bis zum nächsten Mal, wann immer Sie möchten.'],
    },
    fr: {
      subject: 'Quelque chose n’allait pas\u00a0?',
      preheader: 'Une question sincère. Deux mots suffisent pour répondre.',
      lead: [
        'nous n’avons plus de vos nouvelles depuis un moment et aimerions savoir\u00a0: quelque chose n’allait pas avec votre dernière commande, ou n’aviez-vous simplement besoin de rien\u00a0?',
        'Répondez à cet e-mail en un mot ou deux. Si nous pouvons arranger quelque chose, nous le ferons.',
      ],
      after: ['Tout va bien\u00a0? Tant mieux, et à bientôt, quand vous voudrez.'],
    },
  },
};

export const winBackLast: GalleryEmail = {
  key: 'win-back-last',
  galleryVersion: 2,
  name: 'Win-back: last email',
  purpose: 'proof',
  nextStep: 'Visit the store once more',
  recommends: true,
  words: {
    en: {
      subject: 'Shall we stay in touch?',
      preheader: 'This is the last of these emails.',
      lead: [
        'we do not want to fill your inbox, so this is the last of these emails.',
        'Here is what customers who bought what you have come back for.',
      ],
      button: 'Visit the store',
      after: ['You are welcome back at any time.'],
    },
    de: {
      subject: 'Sollen wir in Kontakt bleiben?',
      preheader: 'Dies ist die letzte dieser E-Mails.',
      lead: [
        'wir möchten Ihr Postfach nicht füllen. Deshalb ist dies die letzte dieser E-Mails.',
        'Hierfür kommen Kundinnen und Kunden wieder, die das Gleiche gekauft haben wie Sie.',
      ],
      button: 'Zum Onlineshop',
      after: ['Sie sind jederzeit wieder willkommen.'],
    },
    fr: {
      subject: 'Restons-nous en contact\u00a0?',
      preheader: 'Ceci est le dernier de ces e-mails.',
      lead: [
        'nous ne voulons pas encombrer votre boîte de réception\u00a0: ceci est le dernier de ces e-mails.',
        'Voici pourquoi reviennent ceux qui ont acheté la même chose que vous.',
      ],
      button: 'Visiter la boutique',
      after: ['Vous êtes le bienvenu à tout moment.'],
    },
  },
};

export const winBackOffer: GalleryEmail = {
  key: 'win-back-offer',
  galleryVersion: 2,
  name: 'Win-back: offer',
  purpose: 'offer',
  nextStep: 'Order with the code',
  offers: true,
  words: {
    en: {
      subject: '[coupon.words|An offer], to welcome you back',
      preheader: 'For you alone, until [coupon.until|soon].',
      lead: ['we would like to have you back. This is for you alone.'],
      after: ['This is the last of these emails.'],
    },
    de: {
      subject: '[coupon.words|Ein Angebot] zum Wiedersehen',
      preheader: 'Nur für Sie, gültig bis [coupon.until|bald].',
      lead: ['wir würden uns freuen, Sie wiederzusehen. Das hier ist nur für Sie.'],
      after: ['Dies ist die letzte dieser E-Mails.'],
    },
    fr: {
      subject: '[coupon.words|Une offre] pour votre retour',
      preheader: 'Rien que pour vous, jusqu’au [coupon.until|dernier jour].',
      lead: ['nous serions heureux de vous revoir. Ceci est rien que pour vous.'],
      after: ['Ceci est le dernier de ces e-mails.'],
    },
  },
};

export const lapsedNews: GalleryEmail = {
  key: 'lapsed-news',
  galleryVersion: 2,
  name: 'Lapsed: half a year on',
  purpose: 'proof',
  nextStep: 'Have another look',
  recommends: true,
  words: {
    en: {
      subject: 'Half a year on, [firstName|a short hello]',
      preheader: 'What other customers chose since you were here last.',
      lead: [
        'half a year has passed since your last order. We write this once and leave it at that.',
        'If you are curious: this is what customers with a taste like yours chose meanwhile.',
      ],
      button: 'Have another look',
      after: ['Is there something that we could do better? Reply; a person reads it.'],
    },
    de: {
      subject: 'Ein halbes Jahr später, [firstName|ein kurzer Gruß]',
      preheader: 'Was andere ausgesucht haben, seit Sie zuletzt hier waren.',
      lead: [
        'seit Ihrer letzten Bestellung ist ein halbes Jahr vergangen. Wir schreiben Ihnen dazu nur dieses eine Mal.',
        'Falls Sie neugierig sind: Das haben andere mit ähnlichem Geschmack inzwischen ausgesucht.',
      ],
      button: 'Noch einmal umsehen',
      after: ['Können wir etwas besser machen? Antworten Sie, ein Mensch liest es.'],
    },
    fr: {
      subject: 'Six mois plus tard, [firstName|un petit bonjour]',
      preheader: 'Ce que d’autres ont choisi depuis votre dernière visite.',
      lead: [
        'six mois ont passé depuis votre dernière commande. Nous ne vous écrivons à ce sujet qu’une seule fois.',
        'Si vous êtes curieux\u00a0: voici ce que d’autres, aux goûts proches des vôtres, ont choisi entre-temps.',
      ],
      button: 'Revenir voir',
      after: ['Pouvons-nous faire mieux\u00a0? Répondez, une personne vous lira.'],
    },
  },
};
