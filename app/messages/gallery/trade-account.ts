import type { GalleryEmail } from './gallery-email.ts';

export const tradeOnboarding: GalleryEmail = {
  key: 'trade-onboarding',
  galleryVersion: 2,
  name: 'Trade account: getting started',
  purpose: 'help',
  nextStep: 'Sign in and place a first order',
  greets: 'contact',
  words: {
    en: {
      subject: 'Your first wholesale order, step by step',
      preheader: 'Sign in, see your prices, order. And a person to ask.',
      lead: [
        'your wholesale account is open. This is how a first order works.',
        'Sign in with this email address. You see your own prices everywhere in the store. Put together your order as usual; payment terms and delivery are shown before you confirm.',
      ],
      button: 'Sign in',
      after: [
        'Would you rather send a list? Reply with product names and quantities, and we will prepare the order for you.',
      ],
    },
    de: {
      subject: 'Ihre erste Händlerbestellung, Schritt für Schritt',
      preheader: 'Anmelden, eigene Preise sehen, bestellen. Und jemand, der hilft.',
      lead: [
        'Ihr Händlerkonto ist eröffnet. So läuft eine erste Bestellung ab.',
        'Melden Sie sich mit dieser E-Mail-Adresse an. Sie sehen überall im Onlineshop Ihre eigenen Preise. Stellen Sie Ihre Bestellung wie gewohnt zusammen; Zahlungsbedingungen und Lieferung sehen Sie, bevor Sie bestätigen.',
      ],
      button: 'Anmelden',
      after: [
        'Möchten Sie lieber eine Liste schicken? Antworten Sie mit Produktnamen und Mengen, und wir bereiten die Bestellung für Sie vor.',
      ],
    },
    fr: {
      subject: 'Votre première commande professionnelle, pas à pas',
      preheader: 'Connectez-vous, voyez vos prix, commandez. Et une personne pour vous aider.',
      lead: [
        'votre compte professionnel est ouvert. Voici comment se passe une première commande.',
        'Connectez-vous avec cette adresse e-mail. Vos prix s’affichent partout dans la boutique. Composez votre commande comme d’habitude\u00a0; les conditions de paiement et la livraison s’affichent avant la confirmation.',
      ],
      button: 'Me connecter',
      after: [
        'Vous préférez envoyer une liste\u00a0? Répondez avec les noms des produits et les quantités, et nous préparerons la commande pour vous.',
      ],
    },
  },
};

export const tradeStarterRange: GalleryEmail = {
  key: 'trade-starter-range',
  galleryVersion: 2,
  name: 'Trade account: a range to start with',
  purpose: 'proof',
  nextStep: 'Reply for a proposal',
  greets: 'contact',
  words: {
    en: {
      subject: 'A range to start with',
      preheader: 'How to begin with a few products in small quantities.',
      lead: [
        'choosing a first range is the hardest part. It is easier to begin with a few products in small quantities and to order more of what sells.',
        'Reply with the space that you have and who your customers are, and we will put together a proposal.',
      ],
      after: ['You decide what you take. We only make it easier to begin.'],
    },
    de: {
      subject: 'Ein Sortiment für den Anfang',
      preheader: 'Wie Sie mit wenigen Produkten in kleinen Mengen beginnen.',
      lead: [
        'ein erstes Sortiment auszuwählen ist das Schwerste. Leichter ist es, mit wenigen Produkten in kleinen Mengen zu beginnen und nachzubestellen, was sich verkauft.',
        'Antworten Sie, wie viel Platz Sie haben und wer bei Ihnen einkauft, und wir stellen Ihnen einen Vorschlag zusammen.',
      ],
      after: ['Was Sie nehmen, entscheiden Sie. Wir machen Ihnen nur den Anfang leichter.'],
    },
    fr: {
      subject: 'Un assortiment pour commencer',
      preheader: 'Comment débuter avec de petites quantités.',
      lead: [
        'choisir un premier assortiment est le plus difficile. Le plus simple est de commencer par quelques produits en petites quantités, puis de recommander ce qui se vend.',
        'Répondez en indiquant la place dont vous disposez et votre clientèle, et nous vous préparerons une proposition.',
      ],
      after: ['Vous décidez de ce que vous prenez. Nous vous facilitons seulement le départ.'],
    },
  },
};

/** Shortly before an account orders again by its own rhythm. */
export const tradeReorder: GalleryEmail = {
  key: 'trade-reorder',
  galleryVersion: 2,
  name: 'Wholesale reorder',
  purpose: 'help',
  nextStep: 'Place the last order again',
  goods: 'items',
  shows: 'again',
  words: {
    en: {
      subject: 'Time to restock?',
      preheader: 'Your last order, ready to be placed again.',
      lead: [
        'by your usual rhythm you will soon need to restock. Here is your last order; one click puts it in your cart, where you can change the quantities.',
      ],
      button: 'Order again',
      after: [
        'Do you need it by a certain day, or in other quantities? Reply and we will see to it.',
      ],
    },
    de: {
      subject: 'Zeit zum Nachbestellen?',
      preheader: 'Ihre letzte Bestellung, mit einem Klick im Warenkorb.',
      lead: [
        'nach Ihrem üblichen Rhythmus brauchen Sie bald Nachschub. Hier ist Ihre letzte Bestellung; ein Klick legt sie in Ihren Warenkorb, dort können Sie die Mengen ändern.',
      ],
      button: 'Erneut bestellen',
      after: [
        'Brauchen Sie die Ware bis zu einem bestimmten Tag oder in anderen Mengen? Antworten Sie, wir kümmern uns darum.',
      ],
    },
    fr: {
      subject: 'L’heure du réassort\u00a0?',
      preheader: 'Votre dernière commande, prête à être repassée.',
      lead: [
        'à votre rythme habituel, vous aurez bientôt besoin de vous réapprovisionner. Voici votre dernière commande\u00a0: un clic la place dans votre panier, où vous pouvez modifier les quantités.',
      ],
      button: 'Commander à nouveau',
      after: [
        'Il vous la faut pour une date précise, ou en d’autres quantités\u00a0? Répondez et nous nous en occupons.',
      ],
    },
  },
};

export const tradeExpansion: GalleryEmail = {
  key: 'trade-expansion',
  galleryVersion: 2,
  name: 'Account expansion',
  purpose: 'proof',
  nextStep: 'Ask for samples or a proposal',
  recommends: true,
  words: {
    en: {
      subject: 'What sells beside what you already stock',
      preheader: 'A few products that go with the range you have now.',
      lead: [
        'your orders show that our products do well with your customers. Below are some that go with what you stock and may suit the same people.',
      ],
      button: 'See them in the store',
      after: [
        'Would you like to see them first? Reply and we will talk about samples and quantities.',
      ],
    },
    de: {
      subject: 'Was sich neben Ihrem Sortiment verkauft',
      preheader: 'Ein paar Produkte, die zu Ihrem Sortiment passen.',
      lead: [
        'Ihre Bestellungen zeigen, dass unsere Produkte bei Ihrer Kundschaft gut ankommen. Unten finden Sie einige, die zu Ihrem Sortiment passen und denselben Menschen gefallen könnten.',
      ],
      button: 'Im Onlineshop ansehen',
      after: [
        'Möchten Sie sie vorher sehen? Antworten Sie, dann sprechen wir über Muster und Mengen.',
      ],
    },
    fr: {
      subject: 'Ce qui se vend avec votre assortiment',
      preheader: 'Quelques produits qui complètent votre assortiment.',
      lead: [
        'vos commandes montrent que nos produits plaisent à vos clients. En voici quelques-uns qui complètent votre assortiment et pourraient plaire aux mêmes personnes.',
      ],
      button: 'Les voir dans la boutique',
      after: [
        'Vous souhaitez les voir d’abord\u00a0? Répondez et nous parlerons d’échantillons et de quantités.',
      ],
    },
  },
};
