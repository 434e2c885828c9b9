import escapeHtml from 'escape-html';
import { APPLICATION_FIELDS } from '#app/applications/application.ts';
import { SHORTEST_MS, START_FIELD } from '#app/applications/bot-check.ts';
import { plainPage } from './plain-page.ts';

/**
 * Pages that answer the wholesale form where no script shows the answer in place: plain HTML, under the shop's own
 * host.
 */

type FieldName = (typeof APPLICATION_FIELDS)[number];

const FIELD_NAMES: Record<FieldName, string> = {
  company: 'Company',
  contact_name: 'Your name',
  email: 'Email',
  phone: 'Phone',
  country: 'Country',
  tax_id: 'VAT or tax number',
  website: 'Website',
  channels: 'Where you sell',
  volume: 'Expected orders',
  message: 'Message',
  consent: 'Your consent',
};

export function applicationReceivedPage(): string {
  return plainPage(
    'We have your application',
    `<h1>Thank you, we have your application</h1>
<p>Confirm your email address next: the link is in the mail that we have just sent you. Then a person reads your application, and you get the answer by email.</p>`,
  );
}

/**
 * Asks whether an application shall be sent that a program may have made, without asking for anything to be typed again.
 * @param realNow real time, epoch milliseconds
 */
export function sendOnceMore(form: URLSearchParams, realNow: number): string {
  const fields = APPLICATION_FIELDS.flatMap((name) =>
    form.getAll(name).map((value) => hiddenField(name, value)),
  );
  // What the form's script would have noted: the person has been at it for long enough.
  fields.push(hiddenField(START_FIELD, String(realNow - SHORTEST_MS)));
  const shown = (['company', 'contact_name', 'email'] as const).map((name) =>
    escapeHtml(form.get(name) ?? ''),
  );
  // Without an action it goes where it came from, wherever the shop has the app.
  return plainPage(
    'Send your application',
    `<h1>Send your application</h1>
<p>One more step, because programs fill in forms as well. Send this if it is yours:</p>
<p>${shown.join('<br>')}</p>
<form method="post">${fields.join('')}<button type="submit">Send application</button></form>`,
  );
}

function hiddenField(name: string, value: string): string {
  return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

/** Says what is wrong with a form, each under the name of its field. */
export function applicationInvalid(fields: Record<string, string>): string {
  const names: Record<string, string> = FIELD_NAMES;
  const problems = Object.entries(fields).map(
    ([name, text]) =>
      `<li><strong>${escapeHtml(names[name] ?? name)}</strong>: ${escapeHtml(text)}</li>`,
  );
  return plainPage(
    'Please check your application',
    `<h1>Please check your application</h1>
<ul>${problems.join('')}</ul>
<p>${GO_BACK} What you typed is still there.</p>`,
  );
}

const GO_BACK = 'Go back to the form with the back button of your browser.';

const NOT_TAKEN: Record<string, string> = {
  too_many: `This form was sent several times in a short while. Wait an hour. ${GO_BACK}`,
  unavailable: `It could not be saved just now. ${GO_BACK} Send it again in a minute.`,
  method_not_allowed: 'This page only takes the wholesale form. Open the page of the form first.',
};

/** Says that an application was not taken, whatever the reason. */
export function applicationNotTaken(outcome: string): string {
  const reason = NOT_TAKEN[outcome] ?? `${GO_BACK} Reload the page and send the form again.`;
  return plainPage(
    'Your application was not sent',
    `<h1>Your application was not sent</h1>\n<p>${reason}</p>`,
  );
}
