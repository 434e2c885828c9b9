/** Mail services open to everybody, by the part before the country ending. */
const FREE_NAMES = new Set([
  'aol',
  'fastmail',
  'gmail',
  'gmx',
  'googlemail',
  'hey',
  'hotmail',
  'icloud',
  'live',
  'mac',
  'mail',
  'me',
  'msn',
  'outlook',
  'pm',
  'proton',
  'protonmail',
  'qq',
  'rocketmail',
  't-online',
  'tutanota',
  'web',
  'yahoo',
  'yandex',
  'ymail',
  'zoho',
  'btinternet',
  'sky',
  'virginmedia',
  'orange',
  'wanadoo',
  'free',
  'libero',
]);

/** The part of an e-mail address after the last `@`, in lower case. */
export function emailDomain(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/** Whether anybody can get an address at this domain, so that it says nothing of a company. */
export function isFreeMail(domain: string): boolean {
  return FREE_NAMES.has(domain.split('.')[0] ?? '');
}

/** The domain of a website without `www.`, or null. */
export function websiteDomain(website: string | null): string | null {
  if (website === null || !URL.canParse(website)) return null;
  return new URL(website).hostname.replace(/^www\./, '');
}
