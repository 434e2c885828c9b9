import { setTimeout as sleep } from 'node:timers/promises';
import { firstFormFields } from '#tests/store/front/first-form.ts';
import type { Store } from '#tests/store/start.ts';

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
] as const;

/** How long people take to fill in the form; quicker ones are taken for machines. */
const FILLING_MS = 45_000;
const MOST_TRIES = 10;
const PAUSE_MS = 1_000;

/**
 * Sends the wholesale form of the storefront as two shops would.
 * @param number which of the applicants, 0 or 1
 * @param now real time, epoch milliseconds; the form carries it
 */
export async function applyForWholesale(store: Store, number: 0 | 1, now: number): Promise<void> {
  const { channels, ...fields } = APPLICANTS[number];
  const form = new URLSearchParams({
    ...fields,
    consent: 'yes',
    leave_empty: '',
    started_at: String(now - FILLING_MS),
  });
  for (const channel of channels) form.append('channels', channel);
  const answer = await send(`${store.url}/apps/tendril/application`, form);
  const text = await answer.text();
  if (!answer.ok || !text.includes('received')) {
    throw new Error(
      `The application of ${fields.company} was not taken: ${String(answer.status)} ${text}`,
    );
  }
}

/**
 * Follows the link in the mail that asks an applicant to confirm the address, and presses the page's button.
 * @param number which of the applicants, 0 or 1
 */
export async function confirmAddress(store: Store, number: 0 | 1): Promise<void> {
  const { email } = APPLICANTS[number];
  for (const { id } of await store.mailbox.list({ to: email })) {
    const link = /https?:\/\/\S+\/v\/[\w:.-]+/.exec((await store.mailbox.get(id))?.text ?? '');
    if (!link) continue;
    const page = await (await fetch(link[0])).text();
    const answer = await send(link[0], firstFormFields(page));
    if (!answer.ok) throw new Error(`The address was not confirmed: ${String(answer.status)}.`);
    return;
  }
  throw new Error(`No mail asked ${email} to confirm the address.`);
}

/** A busy app answers 503; a person sends the form once more, which the form itself suggests. */
async function send(url: string, form: URLSearchParams): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(url, { method: 'POST', body: form });
    if (answer.status !== 503 || tries === MOST_TRIES) return answer;
    await sleep(PAUSE_MS);
  }
}
