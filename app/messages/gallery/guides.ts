import type { GalleryEmail } from './gallery-email.ts';

export const guideHelp: GalleryEmail = {
  key: 'guide-help',
  galleryVersion: 2,
  name: 'Guide: was it useful?',
  purpose: 'help',
  nextStep: 'Ask what the guide left open',
  words: {
    en: {
      subject: 'Was the guide useful?',
      preheader: 'And is there anything that it left open?',
      lead: [
        'you downloaded our guide. We hope that it answered what you wanted to know.',
        'If something was left open, reply with your question. A person answers.',
      ],
      after: ['Thank you for reading.'],
    },
    de: {
      subject: 'War der Ratgeber hilfreich?',
      preheader: 'Und ist noch etwas offengeblieben? Fragen Sie uns.',
      lead: [
        'Sie haben unseren Ratgeber heruntergeladen. Wir hoffen, dass er Ihre Fragen beantwortet hat.',
        'Ist etwas offengeblieben? Antworten Sie mit Ihrer Frage. Ein Mensch antwortet Ihnen.',
      ],
      after: ['Vielen Dank fürs Lesen.'],
    },
    fr: {
      subject: 'Le guide vous a-t-il été utile\u00a0?',
      preheader: 'Et reste-t-il une question sans réponse\u00a0?',
      lead: [
        'vous avez téléchargé notre guide. Nous espérons qu’il a répondu à vos questions.',
        'S’il en reste une, posez-la en répondant à cet e-mail. Une personne vous répondra.',
      ],
      after: ['Merci de votre lecture.'],
    },
  },
};

export const guideProof: GalleryEmail = {
  key: 'guide-proof',
  galleryVersion: 2,
  name: 'Guide: where to begin',
  purpose: 'proof',
  nextStep: 'See what to start with',
  recommends: true,
  words: {
    en: {
      subject: 'From reading to doing',
      preheader: 'A few things to start with after the guide.',
      lead: [
        'the best way to go on from the guide is to begin with one or two things and see how you get on. These are good ones to start with.',
      ],
      button: 'See what to start with',
      after: ['Not sure which? Say what you have in mind, and we will suggest one.'],
    },
    de: {
      subject: 'Vom Lesen zum Tun',
      preheader: 'Ein paar Dinge für den Anfang nach dem Ratgeber.',
      lead: [
        'am besten geht es nach dem Ratgeber weiter, wenn Sie mit ein oder zwei Dingen anfangen und sehen, wie Sie zurechtkommen. Diese eignen sich gut für den Anfang.',
      ],
      button: 'Für den Anfang ansehen',
      after: [
        'Sie sind nicht sicher, was passt? Schreiben Sie, was Sie vorhaben, und wir schlagen Ihnen etwas vor.',
      ],
    },
    fr: {
      subject: 'De la lecture à la pratique',
      preheader: 'Quelques idées pour débuter après le guide.',
      lead: [
        'après le guide, le mieux est de commencer par une ou deux choses et de voir comment cela se passe. Celles-ci conviennent bien pour débuter.',
      ],
      button: 'Voir par quoi commencer',
      after: ['Vous hésitez\u00a0? Dites-nous votre projet et nous vous ferons une suggestion.'],
    },
  },
};

export const eventThanks: GalleryEmail = {
  key: 'event-thanks',
  galleryVersion: 2,
  name: 'Event: thank you',
  purpose: 'answer',
  nextStep: 'Reply with a question from the event',
  words: {
    en: {
      subject: 'Thank you for coming',
      preheader: 'If a question came up afterwards, you can ask it here.',
      lead: [
        'thank you for coming. It was good to have you there.',
        'If a question came up on the way home, reply to this email and ask. We are happy to answer it.',
      ],
      after: ['We hope to see you again.'],
    },
    de: {
      subject: 'Vielen Dank für Ihr Kommen',
      preheader: 'Ist Ihnen danach noch eine Frage eingefallen? Stellen Sie sie hier.',
      lead: [
        'vielen Dank für Ihr Kommen. Schön, dass Sie dabei waren.',
        'Ist Ihnen auf dem Heimweg noch eine Frage eingefallen? Antworten Sie auf diese E-Mail und fragen Sie uns. Wir antworten Ihnen gern.',
      ],
      after: ['Wir würden uns freuen, Sie wiederzusehen.'],
    },
    fr: {
      subject: 'Merci de votre venue',
      preheader: 'Une question vous est venue après coup\u00a0? Posez-la ici.',
      lead: [
        'merci de votre venue. Nous avons été heureux de vous accueillir.',
        'Une question vous est venue sur le chemin du retour\u00a0? Répondez à cet e-mail et posez-la. Nous vous répondrons volontiers.',
      ],
      after: ['Nous espérons vous revoir.'],
    },
  },
};

export const eventNextStep: GalleryEmail = {
  key: 'event-next-step',
  galleryVersion: 2,
  name: 'Event: what was shown',
  purpose: 'help',
  nextStep: 'Look at it again',
  recommends: true,
  words: {
    en: {
      subject: 'What we showed, in one place',
      preheader: 'What you saw at the event, to look at again in peace.',
      lead: [
        'here is the store, so that you can look again in peace at what you saw at the event.',
      ],
      button: 'Look at it again',
      after: ['Did you see something there that you do not find? Reply and describe it.'],
    },
    de: {
      subject: 'Was wir gezeigt haben, an einem Ort',
      preheader: 'Was Sie bei der Veranstaltung gesehen haben, in aller Ruhe.',
      lead: [
        'hier ist der Onlineshop, damit Sie sich in Ruhe noch einmal ansehen können, was Sie bei der Veranstaltung gesehen haben.',
      ],
      button: 'Noch einmal ansehen',
      after: [
        'Haben Sie dort etwas gesehen, das Sie nicht finden? Antworten Sie und beschreiben Sie es.',
      ],
    },
    fr: {
      subject: 'Ce que nous avons présenté, au même endroit',
      preheader: 'Ce que vous avez vu lors de l’événement, à revoir tranquillement.',
      lead: [
        'voici la boutique, pour revoir tranquillement ce que vous avez découvert lors de l’événement.',
      ],
      button: 'Le revoir',
      after: ['Vous ne retrouvez pas un article vu là-bas\u00a0? Répondez et décrivez-le.'],
    },
  },
};
