import { escaped, plainPage } from './plain-page.ts';

/** Pages behind the unsubscribe link: plain HTML that works without scripts, cookies and sign-in. */

/** The words beside the button, kept as what a person read when they unsubscribed. */
export function unsubscribeWording(shopName: string): string {
  return `Unsubscribe from ${shopName}. No more news and reminders. Mails about your orders still reach you.`;
}

/** Asks once, because a scanner may have opened the link. */
export function unsubscribeForm(shopName: string, address: string): string {
  return plainPage(
    'Unsubscribe',
    `<h1>Unsubscribe from ${escaped(shopName)}</h1>
<p>No more news and reminders to <strong>${escaped(address)}</strong>. Mails about your orders still reach you.</p>
<form method="post"><button type="submit">Unsubscribe</button></form>`,
  );
}

export function unsubscribed(shopName: string, address: string): string {
  return plainPage(
    'You are unsubscribed',
    `<h1>You are unsubscribed</h1>
<p>${escaped(shopName)} will send no more news and reminders to <strong>${escaped(address)}</strong>.</p>`,
  );
}

export function notOurLink(): string {
  return plainPage(
    'This link does not work',
    `<h1>This link does not work</h1>
<p>It may have been cut off. Open it again from the mail, or reply to the mail and ask to be unsubscribed.</p>`,
  );
}
