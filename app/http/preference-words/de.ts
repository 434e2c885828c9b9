import type { PreferenceWords } from './preference-words.ts';

export const germanPreferenceWords: PreferenceWords = {
  title: (shop) => `E-Mails von ${shop}`,
  forAddress: (address) => `Diese Auswahl gilt für ${address}.`,
  ordersStillArrive: 'E-Mails zu Ihren Bestellungen erhalten Sie weiterhin.',
  unsubscribe: {
    heading: (shop) => `Von ${shop} abmelden`,
    effect: 'Keine Neuigkeiten und Erinnerungen mehr.',
    button: 'Abmelden',
  },
  unsubscribed: {
    heading: 'Sie sind abgemeldet',
    text: (shop, address) =>
      `${shop} sendet keine Neuigkeiten und Erinnerungen mehr an ${address}.`,
  },
  subscribe: {
    heading: 'Wieder anmelden',
    consent: (shop) =>
      `Ich möchte Neuigkeiten und Erinnerungen von ${shop} per E-Mail erhalten. Ich kann mich jederzeit abmelden.`,
    button: 'Wieder anmelden',
    done: 'Sie sind wieder angemeldet.',
  },
  blocked:
    'E-Mails an diese Adresse kamen zurück oder wurden als Spam gemeldet. Deshalb werden keine dorthin gesendet.',
  heading: 'Auswählen, was Sie erhalten',
  topics: {
    legend: 'E-Mails zu',
    names: {
      carts: { label: 'Ihrem Warenkorb', hint: 'Erinnerungen an das, was darin liegt' },
      reviews: { label: 'Bewertungen', hint: 'Fragen zu dem, was Sie gekauft haben' },
      advice: {
        label: 'Beratung zu Produkten',
        hint: 'Hilfe zu Produkten, und wenn sie wieder vorrätig sind',
      },
      news: {
        label: 'Neuigkeiten und Angeboten',
        hint: 'Neue Produkte, Veranstaltungen und Rabatte',
      },
    },
  },
  frequency: {
    legend: 'Wie oft',
    names: {
      all: 'Alle E-Mails',
      week: 'Höchstens eine pro Woche',
      month: 'Höchstens eine pro Monat',
    },
  },
  pause: {
    legend: 'Pause',
    begin: '30 Tage lang keine E-Mails',
    goesOn: (date) => `Keine E-Mails bis ${date}`,
  },
  channels: {
    legend: 'Wo',
    email: 'Per E-Mail',
    emailHint: 'Ohne sind Sie abgemeldet',
    banners: 'Nachrichten im Onlineshop',
  },
  save: 'Auswahl speichern',
  saved: 'Ihre Auswahl ist gespeichert.',
  yes: 'ja',
  no: 'nein',
  notOurLink: {
    title: 'Dieser Link funktioniert nicht',
    text: 'Vielleicht wurde er abgeschnitten. Öffnen Sie ihn noch einmal aus der E-Mail, oder antworten Sie auf die E-Mail und bitten Sie um die Abmeldung.',
  },
};
