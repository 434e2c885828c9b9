import escapeHtml from 'escape-html';
import type { ConfirmableApplication } from '#app/applications/verify-application.ts';
import { formatTimeAndZone } from '#app/lib/format/time.ts';
import { plainPage } from './plain-page.ts';

/** The field of the form that names the application to confirm. */
export const APPLICATION_FIELD = 'application';

/**
 * Asks once, because a scanner may have opened the link, and shows what would be confirmed: any person can send the form
 * with another's address, so its owner must see which one is theirs.
 */
export function verificationForm(
  { name: shopName, timeZone }: { name: string; timeZone: string },
  applications: readonly ConfirmableApplication[],
): string {
  const title = 'Confirm your application';
  const several =
    applications.length > 1
      ? 'Several applications name your email address. Confirm only the one that you sent.'
      : 'If you did not send it, close this page. Nothing happens then.';
  return plainPage(
    title,
    `<h1>${title}</h1>
<p>${escapeHtml(shopName)} got a request for a wholesale account with your email address. ${several}</p>
${applications.map((one) => confirmForm(one, timeZone)).join('\n')}`,
  );
}

function confirmForm(
  { id, company, contactName, submittedAt }: ConfirmableApplication,
  timeZone: string,
): string {
  const sentAt = new Date(submittedAt).toISOString();
  return `<form method="post">
<p><strong>${escapeHtml(company)}</strong><br>${escapeHtml(contactName)}<br>Sent <time datetime="${sentAt}">${escapeHtml(formatTimeAndZone(submittedAt, timeZone))}</time></p>
<input type="hidden" name="${APPLICATION_FIELD}" value="${escapeHtml(id)}">
<button type="submit" aria-label="Confirm the application of ${escapeHtml(company)}">Confirm</button>
</form>`;
}

export function addressConfirmed(shopName: string): string {
  return plainPage(
    'Your application is confirmed',
    `<h1>Your application is confirmed</h1>
<p>A person at ${escapeHtml(shopName)} reads your application next. You hear from them by email.</p>`,
  );
}

export function notOurVerification(): string {
  return plainPage(
    'This link does not work',
    `<h1>This link does not work</h1>
<p>It may have been cut off, or it is older than two weeks. Open it again from the email, or send the form once more to get another.</p>`,
  );
}
