import type { PreferenceWords } from './preference-words.ts';

export const frenchPreferenceWords: PreferenceWords = {
  title: (shop) => `E-mails de ${shop}`,
  forAddress: (address) => `Ces choix valent pour ${address}.`,
  ordersStillArrive: 'Vous recevrez toujours les e-mails sur vos commandes.',
  unsubscribe: {
    heading: (shop) => `Se désabonner de ${shop}`,
    effect: 'Plus de nouveautés ni de rappels.',
    button: 'Se désabonner',
  },
  unsubscribed: {
    heading: 'Vous êtes désabonné',
    text: (shop, address) => `${shop} n’enverra plus de nouveautés ni de rappels à ${address}.`,
  },
  subscribe: {
    heading: 'Se réabonner',
    consent: (shop) =>
      `Je souhaite recevoir les nouveautés et les rappels de ${shop} par e-mail. Je peux me désabonner à tout moment.`,
    button: 'Se réabonner',
    done: 'Vous êtes de nouveau abonné.',
  },
  blocked:
    'Des e-mails à cette adresse sont revenus ou ont été signalés comme indésirables : rien n’y est envoyé.',
  heading: 'Choisir ce que vous recevez',
  topics: {
    legend: 'E-mails sur',
    names: {
      carts: { label: 'Votre panier', hint: 'Rappels de ce qui s’y trouve' },
      reviews: { label: 'Les avis', hint: 'Questions sur vos achats' },
      advice: {
        label: 'Les conseils sur les produits',
        hint: 'De l’aide, et le retour en stock',
      },
      news: {
        label: 'Les nouveautés et les offres',
        hint: 'Nouveaux produits, événements et remises',
      },
    },
  },
  frequency: {
    legend: 'À quelle fréquence',
    names: {
      all: 'Tous les e-mails',
      week: 'Au plus un par semaine',
      month: 'Au plus un par mois',
    },
  },
  pause: {
    legend: 'Faire une pause',
    begin: 'Suspendre les e-mails pendant 30 jours',
    goesOn: (date) => `Suspendre les e-mails jusqu’au ${date}`,
  },
  channels: {
    legend: 'Où',
    email: 'Par e-mail',
    emailHint: 'Sans cela, vous êtes désabonné',
    banners: 'Messages dans la boutique en ligne',
  },
  save: 'Enregistrer mes choix',
  saved: 'Vos choix sont enregistrés.',
  yes: 'oui',
  no: 'non',
  notOurLink: {
    title: 'Ce lien ne fonctionne pas',
    text: 'Il a peut-être été coupé. Ouvrez-le de nouveau depuis l’e-mail, ou répondez à l’e-mail et demandez à être désabonné.',
  },
};
