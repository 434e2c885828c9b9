import providers from 'email-providers/all.json' with { type: 'json' };

/** Services that the package's list lacks. */
const OTHERS = ['fastmail.com', 'fastmail.fm', 'gmx.co.uk', 'tuta.com', 'tutanota.com'];

const FREE_MAIL: ReadonlySet<string> = new Set([...providers, ...OTHERS]);

/** The part of an email address after the last `@`, in lower case. */
export function emailDomain(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/** Whether addresses at this domain are open to the public, so that it says nothing of a company. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.has(domain);
}

/** The domain of a website without `www.`, or null. */
export function websiteDomain(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null;
  return new URL(website).hostname.replace(/^www\./, '');
}
