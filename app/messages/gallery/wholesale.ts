import type { GalleryEmail } from './gallery-email.ts';

/** Goes to an address that is not proved to be the applicant's, so it holds nothing that they typed. */
export const applicationVerify: GalleryEmail = {
  key: 'application-verify',
  galleryVersion: 3,
  name: 'Confirm the address of an application',
  purpose: 'help',
  nextStep: 'Confirm the email address',
  greets: 'nobody',
  words: {
    en: {
      subject: 'Confirm your email address for [shop.name|our store]',
      preheader: 'One click, and a person reads your wholesale application.',
      lead: [
        'somebody asked [shop.name|us] for a wholesale account and gave this email address.',
        'If that was you, confirm it. Then a person reads your application.',
      ],
      button: 'Confirm my email address',
      after: [
        'If it was not you, there is nothing to do: without your confirmation nothing happens.',
      ],
    },
    de: {
      subject: 'Bestätigen Sie Ihre E-Mail-Adresse für [shop.name|unseren Onlineshop]',
      preheader: 'Ein Klick, und ein Mensch liest Ihren Antrag auf ein Händlerkonto.',
      lead: [
        'jemand hat bei [shop.name|uns] ein Händlerkonto beantragt und diese E-Mail-Adresse angegeben.',
        'Wenn Sie das waren, bestätigen Sie sie bitte. Dann liest ein Mensch Ihren Antrag.',
      ],
      button: 'E-Mail-Adresse bestätigen',
      after: [
        'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne Ihre Bestätigung geschieht nichts.',
      ],
    },
    fr: {
      subject: 'Confirmez votre adresse e-mail pour [shop.name|notre boutique]',
      preheader: 'Un clic, et une personne lit votre demande de compte professionnel.',
      lead: [
        'quelqu’un a demandé un compte professionnel chez [shop.name|nous] et indiqué cette adresse e-mail.',
        'Si c’est vous, confirmez-la. Une personne lira alors votre demande.',
      ],
      button: 'Confirmer mon adresse e-mail',
      after: [
        'Si ce n’est pas vous, vous n’avez rien à faire\u00a0: sans votre confirmation, rien ne se passe.',
      ],
    },
  },
};

export const applicationReceived: GalleryEmail = {
  key: 'application-received',
  galleryVersion: 3,
  name: 'Application received',
  purpose: 'answer',
  nextStep: 'Wait for the answer, or add something',
  greets: 'contact',
  words: {
    en: {
      subject: 'We have your wholesale application',
      preheader: 'A person reads every application. Here is what happens next.',
      lead: [
        'thank you for applying for a wholesale account for [company|your business]. A person reads every application, and we will answer you by email.',
        'Want to add something? Reply to this email.',
      ],
      after: [],
    },
    de: {
      subject: 'Ihr Antrag auf ein Händlerkonto ist da',
      preheader: 'Jeder Antrag wird von einem Menschen gelesen. So geht es weiter.',
      lead: [
        'vielen Dank für Ihren Antrag auf ein Händlerkonto für [company|Ihr Unternehmen]. Jeder Antrag wird von einem Menschen gelesen; unsere Antwort bekommen Sie per E-Mail.',
        'Möchten Sie etwas ergänzen? Antworten Sie auf diese E-Mail.',
      ],
      after: [],
    },
    fr: {
      subject: 'Nous avons reçu votre demande de compte professionnel',
      preheader: 'Une personne lit chaque demande. Voici la suite.',
      lead: [
        'merci d’avoir demandé un compte professionnel pour [company|votre entreprise]. Une personne lit chaque demande, et nous vous répondrons par e-mail.',
        'Quelque chose à ajouter\u00a0? Répondez à cet e-mail.',
      ],
      after: [],
    },
  },
};

export const applicationApproved: GalleryEmail = {
  key: 'application-approved',
  galleryVersion: 3,
  name: 'Application approved',
  purpose: 'help',
  nextStep: 'Sign in and order',
  greets: 'contact',
  words: {
    en: {
      subject: 'Welcome to wholesale at [shop.name|our store]',
      preheader: 'Your wholesale account is open. This is how to sign in.',
      lead: [
        'your application is approved: the wholesale account of [company|your business] is open.',
        'Sign in with this email address to see your prices and to order.',
      ],
      button: 'Sign in and order',
      after: ['Reply to this email whenever you need a hand with your first order.'],
    },
    de: {
      subject: 'Willkommen als Händler bei [shop.name|uns]',
      preheader: 'Ihr Händlerkonto ist eröffnet. So melden Sie sich an.',
      lead: [
        'Ihr Antrag ist angenommen: Das Händlerkonto von [company|Ihrem Unternehmen] ist eröffnet.',
        'Melden Sie sich mit dieser E-Mail-Adresse an, um Ihre Preise zu sehen und zu bestellen.',
      ],
      button: 'Anmelden und bestellen',
      after: [
        'Antworten Sie auf diese E-Mail, wenn Sie bei Ihrer ersten Bestellung Hilfe brauchen.',
      ],
    },
    fr: {
      subject: 'Bienvenue parmi les professionnels de [shop.name|notre boutique]',
      preheader: 'Votre compte professionnel est ouvert. Voici comment vous connecter.',
      lead: [
        'votre demande est acceptée\u00a0: le compte professionnel de [company|votre entreprise] est ouvert.',
        'Connectez-vous avec cette adresse e-mail pour voir vos prix et commander.',
      ],
      button: 'Me connecter et commander',
      after: ['Répondez à cet e-mail si vous avez besoin d’aide pour votre première commande.'],
    },
  },
};

export const applicationDeclined: GalleryEmail = {
  key: 'application-declined',
  galleryVersion: 3,
  name: 'Application declined',
  purpose: 'answer',
  nextStep: 'Apply again when things change',
  greets: 'contact',
  words: {
    en: {
      subject: 'About your wholesale application',
      preheader: 'Our answer to your application, and what stays open to you.',
      lead: [
        'thank you for your interest in selling our products. We cannot open a wholesale account for [company|your business] at the moment.',
        'If things change, you are welcome to apply again. Our shop stays open to you as before.',
      ],
      after: [],
    },
    de: {
      subject: 'Zu Ihrem Antrag auf ein Händlerkonto',
      preheader: 'Unsere Antwort auf Ihren Antrag und was Ihnen weiterhin offensteht.',
      lead: [
        'vielen Dank für Ihr Interesse, unsere Produkte zu verkaufen. Zurzeit können wir für [company|Ihr Unternehmen] kein Händlerkonto eröffnen.',
        'Wenn sich etwas ändert, können Sie gern erneut einen Antrag stellen. Unser Onlineshop steht Ihnen wie bisher offen.',
      ],
      after: [],
    },
    fr: {
      subject: 'Au sujet de votre demande de compte professionnel',
      preheader: 'Notre réponse à votre demande, et ce qui vous reste ouvert.',
      lead: [
        'merci de votre intérêt pour la vente de nos produits. Nous ne pouvons pas ouvrir de compte professionnel pour [company|votre entreprise] pour le moment.',
        'Si la situation change, vous pourrez refaire une demande. Notre boutique vous reste ouverte comme avant.',
      ],
      after: [],
    },
  },
};
