/** Pages behind the unsubscribe link: plain HTML that works without scripts, cookies and sign-in. */

/** The words beside the button, kept as what a person read when they unsubscribed. */
export function unsubscribeWording(shopName: string): string {
  return `Unsubscribe from ${shopName}. No more news and reminders. Mails about your orders still reach you.`;
}

/** Asks once, because a scanner may have opened the link. */
export function unsubscribeForm(shopName: string, address: string): string {
  return document(
    'Unsubscribe',
    `<h1>Unsubscribe from ${escaped(shopName)}</h1>
<p>No more news and reminders to <strong>${escaped(address)}</strong>. Mails about your orders still reach you.</p>
<form method="post"><button type="submit">Unsubscribe</button></form>`,
  );
}

export function unsubscribed(shopName: string, address: string): string {
  return document(
    'You are unsubscribed',
    `<h1>You are unsubscribed</h1>
<p>${escaped(shopName)} will send no more news and reminders to <strong>${escaped(address)}</strong>.</p>`,
  );
}

export function notOurLink(): string {
  return document(
    'This link does not work',
    `<h1>This link does not work</h1>
<p>It may have been cut off. Open it again from the mail, or reply to the mail and ask to be unsubscribed.</p>`,
  );
}

function document(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>
body { margin: 0 auto; max-width: 34rem; padding: 3rem 1.25rem; font: 1.0625rem/1.6 system-ui, sans-serif; color: #1f2933; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
button { font: inherit; font-weight: 600; color: #fff; background: #1f5f4a; border: 0; border-radius: 6px; padding: .75rem 1.5rem; min-height: 44px; cursor: pointer; }
button:focus-visible { outline: 3px solid #1f2933; outline-offset: 2px; }
</style>
</head>
<body><main>${body}</main></body>
</html>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
