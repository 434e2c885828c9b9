import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { MailWords } from './mail-words.ts';

const SERVICES = {
  sample: 'Échantillon gratuit',
  consultation: 'Conseil personnalisé',
  extended_returns: 'Délai de retour prolongé',
  early_access: 'Accès en avant-première',
  catalogue: 'Catalogue',
  trial_order: 'Commande d’essai',
  payment_terms: 'Délai de paiement',
} as const;

export const frenchMailWords: MailWords = {
  shown: {
    total: 'Total',
    validUntil: 'Valable jusqu’au',
    once: 'utilisable une fois',
    useCode: 'Utiliser ce code',
    findOutMore: 'En savoir plus',
    unsubscribe: 'Se désabonner ou choisir ses e-mails',
  },
  goesWell: 'À associer à votre sélection',
  mayLike: 'Vous aimerez peut-être aussi',
  benefit(benefit, currency) {
    switch (benefit.kind) {
      case 'percentage':
        return `${formatNumber(benefit.percent, { atMost: 3 }, 'fr')}\u00a0% de réduction`;
      case 'amount':
        return `${formatMoney(benefit.minor, currency, 'fr')} de réduction`;
      case 'free_shipping':
        return 'Livraison offerte';
      case 'gift_product':
        return `${benefit.title} en cadeau`;
      default:
        return benefit.text === '' ? SERVICES[benefit.kind] : benefit.text;
    }
  },
  why: {
    marketing: (shop, occasion) =>
      `Vous recevez cet e-mail, car vous avez demandé les actualités de ${shop} et ${occasion}.`,
    transactional: (occasion) => `Vous recevez cet e-mail, car vous ${occasion}.`,
    verification: (shop) =>
      `Vous recevez cet e-mail, car cette adresse a été indiquée dans le formulaire professionnel de ${shop}.`,
    there: 'dans cette boutique',
    at: (shop) => `chez ${shop}`,
  },
};
