import { firstFormFields } from '#tests/store/front/first-form.ts';
import type { Store } from '#tests/store/store.ts';
import { fetchWithRetry } from './fetch-with-retry.ts';

const APPLICANTS = [
  {
    company: 'Harbour Lane Gifts Ltd',
    contact_name: 'Priya Shah',
    email: 'priya@harbourlane.example',
    country: 'GB',
    tax_id: 'GB999999973',
    website: 'https://harbourlane.example',
    channels: ['shops', 'online'],
    volume: '25k-100k',
    message: 'Three shops on the coast. We would like to stock your lanterns from spring.',
  },
  {
    company: 'Maison Lumen SARL',
    contact_name: 'Luc Moreau',
    email: 'luc@maisonlumen.example',
    country: 'FR',
    tax_id: 'FR40303265045',
    website: 'https://maisonlumen.example',
    channels: ['online'],
    volume: '5k-25k',
    message: 'Online shop for home decoration, looking for a supplier of small gifts.',
  },
  {
    company: 'Nordlicht Handel GmbH',
    contact_name: 'Greta Brandt',
    email: 'einkauf@nordlicht-handel.example',
    country: 'DE',
    tax_id: 'DE136695976',
    website: 'https://nordlicht-handel.example',
    channels: ['shops', 'distribution'],
    volume: 'over-100k',
    message: 'We supply 140 gift shops in the north of Germany and look for new lines.',
  },
  {
    company: 'Polder & Co',
    contact_name: 'Joost de Wit',
    email: 'joost@polder-co.example',
    country: 'NL',
    tax_id: 'NL004495445B01',
    website: 'https://polder-co.example',
    channels: ['shops'],
    volume: '5k-25k',
    message: 'A shop in Utrecht. Could you send your price list for the autumn?',
  },
  {
    company: 'Flipside Trading',
    contact_name: 'Sam Carver',
    email: 'sam@flipside-trading.example',
    country: 'GB',
    tax_id: 'GB123456789',
    website: '',
    channels: ['marketplace'],
    volume: 'under-5k',
    message: 'Best price for 10 pieces?',
  },
  {
    company: 'Casa Farol Lda',
    contact_name: 'Inês Carvalho',
    email: 'ines@casafarol.example',
    country: 'PT',
    tax_id: 'PT512345678',
    // A digit is missing, so Shopify does not create the company.
    phone: '+351 21 045 900',
    website: 'https://casafarol.example',
    channels: ['shops', 'online'],
    volume: '25k-100k',
    message: 'Two shops in Porto and one in Braga. We would order for the summer season.',
  },
] as const;

/** Which of the applicants, from 0. */
export type ApplicantNumber = 0 | 1 | 2 | 3 | 4 | 5;

/** How long people take to fill in the form; quicker ones are taken for machines. */
const FILLING_MS = 45_000;

/**
 * Sends the wholesale form of the storefront as shops would.
 * @param now real time, epoch milliseconds; the form carries it
 */
export async function applyForWholesale(
  store: Store,
  number: ApplicantNumber,
  now: number,
): Promise<void> {
  const { channels, ...fields } = APPLICANTS[number];
  const form = new URLSearchParams({
    ...fields,
    consent: 'yes',
    leave_empty: '',
    started_at: String(now - FILLING_MS),
    sent_at: String(now),
  });
  for (const channel of channels) form.append('channels', channel);
  const answer = await fetchWithRetry(`${store.url}/apps/tendril/application`, {
    method: 'POST',
    body: form,
  });
  const text = await answer.text();
  if (!answer.ok || !text.includes('received')) {
    throw new Error(
      `The application of ${fields.company} was not taken: ${String(answer.status)} ${text}`,
    );
  }
}

/**
 * Follows the link in the mail that asks an applicant to confirm the address, and presses the page's button.
 */
export async function confirmAddress(store: Store, number: ApplicantNumber): Promise<void> {
  const { email } = APPLICANTS[number];
  for (const { id } of await store.mailbox.list({ to: email })) {
    const link = /https?:\/\/\S+\/v\/[\w:.-]+/.exec((await store.mailbox.get(id))?.text ?? '');
    if (!link) continue;
    const page = await (await fetch(link[0])).text();
    const answer = await fetchWithRetry(link[0], {
      method: 'POST',
      body: firstFormFields(page),
    });
    if (!answer.ok) throw new Error(`The address was not confirmed: ${String(answer.status)}.`);
    return;
  }
  throw new Error(`No mail asked ${email} to confirm the address.`);
}

/** The address that an applicant gives. */
export function applicantEmail(number: ApplicantNumber): string {
  return APPLICANTS[number].email;
}
