import { formatMoney } from '#app/lib/format/money.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import type { MailWords } from './mail-words.ts';

const SERVICES = {
  sample: 'Gratisprobe',
  consultation: 'Beratung',
  extended_returns: 'Längere Rückgabefrist',
  early_access: 'Früher Zugang',
  catalogue: 'Katalog',
  trial_order: 'Probebestellung',
  payment_terms: 'Zahlungsziel',
} as const;

export const germanMailWords: MailWords = {
  shown: {
    total: 'Summe',
    validUntil: 'Gültig bis',
    once: 'einmal einlösbar',
    useCode: 'Code einlösen',
    findOutMore: 'Mehr erfahren',
    unsubscribe: 'Abmelden oder auswählen, was Sie erhalten',
  },
  goesWell: 'Passt gut zu Ihrer Auswahl',
  mayLike: 'Das könnte Ihnen auch gefallen',
  benefit(benefit, currency) {
    switch (benefit.kind) {
      case 'percentage':
        return `${formatNumber(benefit.percent, { atMost: 3 }, 'de')}\u00a0% Rabatt`;
      case 'amount':
        return `${formatMoney(benefit.minor, currency, 'de')} Rabatt`;
      case 'free_shipping':
        return 'Kostenloser Versand';
      case 'gift_product':
        return `${benefit.title} als Geschenk`;
      default:
        return benefit.text === '' ? SERVICES[benefit.kind] : benefit.text;
    }
  },
  why: {
    marketing: (shop, occasion) =>
      `Sie erhalten diese E-Mail, weil Sie Neuigkeiten von ${shop} abonniert und ${occasion} haben.`,
    transactional: (occasion) => `Sie erhalten diese E-Mail, weil Sie ${occasion} haben.`,
    verification: (shop) =>
      `Sie erhalten diese E-Mail, weil diese Adresse im Großhandelsformular von ${shop} angegeben wurde.`,
    there: 'dort',
    at: (shop) => `bei ${shop}`,
  },
};
