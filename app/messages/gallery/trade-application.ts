import type { GalleryEmail } from './gallery-email.ts';

export const tradeNextSteps: GalleryEmail = {
  key: 'trade-next-steps',
  galleryVersion: 2,
  name: 'Trade application: what happens next',
  purpose: 'answer',
  nextStep: 'Reply with anything that helps the review',
  greets: 'contact',
  words: {
    en: {
      subject: 'What happens with your wholesale application',
      preheader: 'How we review it, and what you can prepare.',
      lead: [
        'this is how we review your application. We look at where you sell, what you would like to order and how we can deliver it. If you have a list of what you need, or a first order in mind, reply with it. It makes our answer more useful.',
      ],
      after: ['Is something urgent? Say so in your reply, and by when.'],
    },
    de: {
      subject: 'Wie es mit Ihrem Antrag weitergeht',
      preheader: 'Wie wir ihn prüfen und was Sie vorbereiten können.',
      lead: [
        'so prüfen wir Ihren Antrag: Wir sehen uns an, wo Sie verkaufen, was Sie bestellen möchten und wie wir liefern können. Haben Sie schon eine Liste Ihres Bedarfs oder eine Vorstellung von Ihrer ersten Bestellung? Dann schicken Sie sie uns als Antwort auf diese E-Mail. So können wir Ihnen genauer antworten.',
      ],
      after: ['Ist etwas eilig? Schreiben Sie es in Ihrer Antwort, und bis wann.'],
    },
    fr: {
      subject: 'La suite de votre demande de compte professionnel',
      preheader: 'Comment nous l’étudions, et ce que vous pouvez préparer.',
      lead: [
        'voici comment nous étudions votre demande. Nous regardons où vous vendez, ce que vous souhaitez commander et comment nous pouvons vous livrer. Si vous avez une liste de vos besoins ou une première commande en tête, envoyez-la-nous en réponse à cet e-mail. Notre réponse n’en sera que plus utile.',
      ],
      after: ['Quelque chose est urgent\u00a0? Dites-le dans votre réponse, avec la date.'],
    },
  },
};

export const tradeMoreInformation: GalleryEmail = {
  key: 'trade-more-information',
  galleryVersion: 2,
  name: 'Trade application: more information',
  purpose: 'help',
  nextStep: 'Reply with three answers',
  greets: 'contact',
  words: {
    en: {
      subject: 'A few questions about your wholesale application',
      preheader: 'Three short answers to this email help us decide.',
      lead: [
        'we are still reviewing your application, and three short answers would help us decide.',
        '1. Where do you sell: in a shop, online, or both? A link or an address is enough.',
        '2. Which of our products are you interested in, and about how many pieces at first?',
        '3. What is the tax number of your business, if it has one?',
      ],
      after: [
        'Simply reply to this email. We will get back to you as soon as we have your answers.',
      ],
    },
    de: {
      subject: 'Ein paar Fragen zu Ihrem Antrag',
      preheader: 'Drei kurze Antworten, und wir können entscheiden.',
      lead: [
        'wir prüfen Ihren Antrag noch, und drei kurze Antworten würden uns bei der Entscheidung helfen.',
        '1. Wo verkaufen Sie: im Laden, online oder beides? Ein Link oder eine Adresse genügt.',
        '2. Für welche unserer Produkte interessieren Sie sich, und für etwa wie viele Stück zu Beginn?',
        '3. Wie lautet die Umsatzsteuer-Identifikationsnummer Ihres Unternehmens, falls es eine hat?',
      ],
      after: [
        'Antworten Sie einfach auf diese E-Mail. Wir melden uns, sobald wir Ihre Antworten haben.',
      ],
    },
    fr: {
      subject: 'Quelques questions sur votre demande',
      preheader: 'Trois réponses courtes nous permettront de décider.',
      lead: [
        'nous étudions encore votre demande, et trois réponses courtes nous aideraient à décider.',
        '1. Où vendez-vous\u00a0: en magasin, en ligne, ou les deux\u00a0? Un lien ou une adresse suffit.',
        '2. Quels produits vous intéressent, et environ combien de pièces pour commencer\u00a0?',
        '3. Quel est le numéro de TVA de votre entreprise, si elle en a un\u00a0?',
      ],
      after: [
        'Répondez simplement à cet e-mail. Nous reviendrons vers vous dès que nous aurons vos réponses.',
      ],
    },
  },
};

export const tradeNurture: GalleryEmail = {
  key: 'trade-nurture',
  galleryVersion: 2,
  name: 'Trade application declined: what you can do',
  purpose: 'answer',
  nextStep: 'Reply when something has changed',
  greets: 'contact',
  words: {
    en: {
      subject: 'What would make it a yes',
      preheader: 'What we look for in a wholesale partner.',
      lead: [
        'a few weeks ago we could not open a wholesale account for you. We would like to say what we look for, because things change.',
        'It helps to have a place where your customers can see our products, a business that is registered, and an idea of how many pieces you would sell in a season.',
      ],
      after: ['If that describes you by now, reply to this email. A person reads it.'],
    },
    de: {
      subject: 'Was für ein Ja noch fehlt',
      preheader: 'Worauf wir achten, bevor wir ein Händlerkonto eröffnen.',
      lead: [
        'vor einigen Wochen konnten wir kein Händlerkonto für Sie eröffnen. Wir möchten Ihnen sagen, worauf wir achten, denn vieles kann sich ändern.',
        'Es hilft, wenn Ihre Kundschaft unsere Produkte irgendwo sehen kann, wenn Ihr Unternehmen angemeldet ist und wenn Sie eine Vorstellung haben, wie viele Stück Sie in einer Saison verkaufen würden.',
      ],
      after: [
        'Wenn das inzwischen auf Sie zutrifft, antworten Sie auf diese E-Mail. Ein Mensch liest sie.',
      ],
    },
    fr: {
      subject: 'Ce qui nous ferait dire oui',
      preheader: 'Ce que nous attendons d’un partenaire professionnel.',
      lead: [
        'il y a quelques semaines, nous n’avons pas pu ouvrir de compte professionnel pour vous. Nous aimerions vous dire ce que nous recherchons, car les choses évoluent.',
        'Il est utile d’avoir un lieu où vos clients peuvent voir nos produits, une entreprise déclarée et une idée du nombre de pièces que vous vendriez par saison.',
      ],
      after: [
        'Si cela vous correspond aujourd’hui, répondez à cet e-mail. Une personne vous lira.',
      ],
    },
  },
};

export const tradeApplyAgain: GalleryEmail = {
  key: 'trade-apply-again',
  galleryVersion: 2,
  name: 'Trade application declined: apply again',
  purpose: 'help',
  nextStep: 'Apply again',
  greets: 'contact',
  words: {
    en: {
      subject: 'Has anything changed?',
      preheader: 'You are welcome to apply again for a wholesale account.',
      lead: [
        'some time has passed since your wholesale application. If your business has grown, you are welcome to apply again, with the same form as the first time.',
      ],
      after: [
        'Cannot find the form any more? Reply to this email. And until then our store is open to you as to everyone.',
      ],
    },
    de: {
      subject: 'Hat sich etwas geändert?',
      preheader: 'Sie können gern erneut ein Händlerkonto beantragen.',
      lead: [
        'seit Ihrem Antrag ist einige Zeit vergangen. Wenn Ihr Geschäft gewachsen ist, können Sie gern erneut einen Antrag stellen, mit dem gleichen Formular wie beim ersten Mal.',
      ],
      after: [
        'Sie finden das Formular nicht mehr? Antworten Sie auf diese E-Mail. Bis dahin steht Ihnen unser Onlineshop offen wie allen anderen.',
      ],
    },
    fr: {
      subject: 'Quelque chose a-t-il changé\u00a0?',
      preheader: 'Vous pouvez refaire une demande de compte professionnel.',
      lead: [
        'du temps a passé depuis votre demande. Si votre activité a grandi, vous pouvez en refaire une, avec le même formulaire que la première fois.',
      ],
      after: [
        'Vous ne retrouvez plus le formulaire\u00a0? Répondez à cet e-mail. D’ici là, notre boutique vous est ouverte comme à tous.',
      ],
    },
  },
};
