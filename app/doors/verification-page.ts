import { escaped, plainPage } from './plain-page.ts';

/** Asks once, because a scanner may have opened the link. Shows nothing of what was typed in the form. */
export function verificationForm(shopName: string): string {
  return plainPage(
    'Confirm your email address',
    `<h1>Confirm your email address</h1>
<p>You asked ${escaped(shopName)} for a wholesale account.</p>
<form method="post"><button type="submit">Confirm</button></form>`,
  );
}

export function addressConfirmed(shopName: string): string {
  return plainPage(
    'Your email address is confirmed',
    `<h1>Your email address is confirmed</h1>
<p>A person at ${escaped(shopName)} reads your application next. You hear from them by email.</p>`,
  );
}

export function notOurVerification(): string {
  return plainPage(
    'This link does not work',
    `<h1>This link does not work</h1>
<p>It may have been cut off, or it is older than two weeks. Open it again from the email, or send the form once more to get another.</p>`,
  );
}
