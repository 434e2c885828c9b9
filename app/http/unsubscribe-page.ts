import escapeHtml from 'escape-html';
import { plainPage } from './plain-page.ts';

/** Pages behind the unsubscribe link: plain HTML that works without scripts, cookies and sign-in. */

/** The words beside the button, stored as what a person read when they unsubscribed. */
export function unsubscribeWording(shopName: string): string {
  return `Unsubscribe from ${shopName}. No more news and reminders. Mails about your orders still reach you.`;
}

const PAGE_FIELD = 'from';
const PAGE_MARK = 'page';

/**
 * Whether a posted body is the form of our own page, so that a person read its words. Mail services write the one-click
 * request of RFC 8058 in every way, as a form of parts, in small letters or with nothing in it; none writes this.
 */
export function isPageForm(body: string): boolean {
  return new URLSearchParams(body).get(PAGE_FIELD) === PAGE_MARK;
}

/** Asks once, because a scanner may have opened the link. */
export function unsubscribeForm(shopName: string, address: string): string {
  return plainPage(
    'Unsubscribe',
    `<h1>Unsubscribe from ${escapeHtml(shopName)}</h1>
<p>No more news and reminders to <strong>${escapeHtml(address)}</strong>. Mails about your orders still reach you.</p>
<form method="post"><input type="hidden" name="${PAGE_FIELD}" value="${PAGE_MARK}"><button type="submit">Unsubscribe</button></form>`,
  );
}

export function unsubscribed(shopName: string, address: string): string {
  return plainPage(
    'You are unsubscribed',
    `<h1>You are unsubscribed</h1>
<p>${escapeHtml(shopName)} will send no more news and reminders to <strong>${escapeHtml(address)}</strong>.</p>`,
  );
}

export function notOurLink(): string {
  return plainPage(
    'This link does not work',
    `<h1>This link does not work</h1>
<p>It may have been cut off. Open it again from the mail, or reply to the mail and ask to be unsubscribed.</p>`,
  );
}
