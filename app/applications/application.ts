import { z } from 'zod';
import { countryName } from '#app/lib/country.ts';
import { typedEmail } from '#app/lib/email-address.ts';
import { firstProblems } from '#app/lib/first-problems.ts';
import { formatNumber } from '#app/lib/format/number.ts';
import { holdsAddress } from '#app/lib/holds-address.ts';
import { checkTaxId } from './tax-id.ts';

export const CHANNELS = ['online', 'shops', 'marketplace', 'distribution', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the applicant expects to order in a year, in the shop's currency. */
export const VOLUMES = ['under-5k', '5k-25k', '25k-100k', 'over-100k'] as const;
export type Volume = (typeof VOLUMES)[number];

/** A trade application as the storefront form sent it, checked. */
export type Application = {
  company: string;
  contactName: string;
  /** As `normalEmail` gives it. That it belongs to the sender is not proven. */
  email: string;
  phone: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string;
  taxId: string;
  website: string | null;
  channels: Channel[];
  volume: Volume;
  message: string;
};

/** One plain sentence for each field that cannot be used, by the form's field name. */
export type InvalidFields = { outcome: 'invalid'; fields: Record<string, string> };

export type ParsedApplication = { outcome: 'valid'; application: Application } | InvalidFields;

/** What the applicant ticked; kept with the application as the proof of consent. */
export const CONSENT_WORDING =
  'Ticked on the trade application form: the shop may use these details to answer this application.';

/** Characters that break lines, end strings or turn text around; no name or address needs them. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
const UNPRINTABLE_IN_TEXT = /[^\P{Cc}\n\r\t]|[\u202A-\u202E\u2066-\u2069]/u;
/** As people, address books and browsers write them: `(555) 123-4567`, `+44 (0)20 …`, with an extension. */
const PHONE =
  /^\+?[0-9(](?=(?:[^0-9]*[0-9]){4})[0-9 ()./-]{4,38}(?: ?(?:ext\.?|x|#) ?[0-9]{1,6})?$/i;

/** What address books and word processors put around what is copied from them, invisibly. */
const UNSEEN = /[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069]/u;

/** The text without what is not seen around it; one step a character, because strangers send it. */
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && UNSEEN.test(text.charAt(start))) start += 1;
  while (end > start && UNSEEN.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** A phone number with plain hyphens and spaces. */
function plainPhone(text: string): string {
  return trimmed(text)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[^\S\r\n]+/g, ' ');
}

/** Line ends as browsers count them; without a script they send each as two characters. */
function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}

function line(most: number, what: string) {
  return z
    .string({ error: `Enter ${what}.` })
    .overwrite(trimmed)
    .min(1, `Enter ${what}.`)
    .max(most, `Use at most ${formatNumber(most)} characters.`)
    .refine((text) => !UNPRINTABLE.test(text), 'Remove the characters that cannot be printed.');
}

/** A name that emails show: an address in it would be a link to anywhere. */
function name(what: string) {
  return line(120, what).refine(
    (text) => !holdsAddress(text),
    'Leave out web and email addresses here.',
  );
}

/** A field that may be left empty or out; empty becomes null. */
function optional<T extends z.ZodType<string, string>>(schema: T) {
  return z
    .string()
    .trim()
    .default('')
    .transform((text) => text || null)
    .pipe(z.union([z.null(), schema]));
}

function websiteAddress(text: string): string | null {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (!url.hostname.includes('.') || url.username || url.password) return null;
  return url.href;
}

const Fields = z.object({
  company: name('the name of your company'),
  contact_name: name('your name'),
  email: line(254, 'your email address').pipe(
    typedEmail('Enter an email address such as name@company.com.'),
  ),
  phone: optional(
    z.string().overwrite(plainPhone).regex(PHONE, 'Enter a phone number such as +44 20 7946 0000.'),
  ),
  country: z
    .string({ error: 'Choose your country.' })
    .refine((code) => countryName(code) !== null, 'Choose your country.'),
  tax_id: line(40, 'your tax or VAT number').toUpperCase(),
  website: optional(
    line(200, 'your website').transform((text, context) => {
      const address = websiteAddress(text);
      if (address !== null) return address;
      context.addIssue({ code: 'custom', message: 'Enter a web address such as example.com.' });
      return z.NEVER;
    }),
  ),
  channels: z
    .array(z.enum(CHANNELS), { error: 'Choose where you sell.' })
    .max(CHANNELS.length)
    .transform((channels) => [...new Set(channels)]),
  volume: z.enum(VOLUMES, { error: 'Choose how much you expect to order.' }),
  message: z
    .string()
    .overwrite(plainText)
    .max(2000, 'Use at most 2000 characters.')
    .refine(
      (text) => !UNPRINTABLE_IN_TEXT.test(text),
      'Remove the characters that cannot be printed.',
    )
    .default(''),
  consent: z.literal('yes', { error: 'Tick this box so that we may answer you.' }),
});

type TaxPayer = { country: string; tax_id: string };

function checkTaxNumber(context: z.core.ParsePayload<TaxPayer>): void {
  const { country, tax_id } = context.value;
  if (checkTaxId(country, tax_id) !== 'malformed') return;
  context.issues.push({
    code: 'custom',
    path: ['tax_id'],
    input: tax_id,
    message: `This does not look like a business tax number of ${countryName(country) ?? 'your country'}.`,
  });
}

const Form = Fields.check(checkTaxNumber);

/** What staff may correct. The address is the applicant's, who confirmed it. */
const Details = Fields.pick({
  company: true,
  contact_name: true,
  phone: true,
  country: true,
  tax_id: true,
  website: true,
}).check(checkTaxNumber);

/** The form's names of the details that staff may correct. */
export type DetailField = keyof typeof Details.shape;

/** The details of an application that staff may correct. */
export type ApplicationDetails = Pick<
  Application,
  'company' | 'contactName' | 'phone' | 'country' | 'taxId' | 'website'
>;

/** The fields of the form that an application is made of. */
export const APPLICATION_FIELDS = Object.keys(Fields.shape) as (keyof typeof Fields.shape)[];

/** Reads details as staff corrected them, by the same rules as the applicant's form. */
export function readApplicationDetails(
  form: unknown,
): { outcome: 'valid'; details: ApplicationDetails } | InvalidFields {
  const parsed = Details.safeParse(form);
  if (!parsed.success) return { outcome: 'invalid', fields: firstProblems(parsed.error) };
  const { contact_name: contactName, tax_id: taxId, ...same } = parsed.data;
  return { outcome: 'valid', details: { ...same, contactName, taxId } };
}

/**
 * Reads the application form. Fields it does not know are ignored, so no caller can set what is not asked.
 * A field given twice is refused, except the channels.
 */
export function readApplication(form: URLSearchParams): ParsedApplication {
  const single = APPLICATION_FIELDS.filter((name) => name !== 'channels');
  const repeated = single.filter((name) => form.getAll(name).length > 1);
  if (repeated.length > 0) {
    const entries = repeated.map((name): [string, string] => [name, 'Give this once.']);
    return { outcome: 'invalid', fields: Object.fromEntries(entries) };
  }
  const given = new Map<string, unknown>([['channels', form.getAll('channels')]]);
  for (const name of single) if (form.has(name)) given.set(name, form.get(name));
  const parsed = Form.safeParse(Object.fromEntries(given));
  if (!parsed.success) return { outcome: 'invalid', fields: firstProblems(parsed.error) };
  const { contact_name: contactName, tax_id: taxId, consent: _consent, ...same } = parsed.data;
  return { outcome: 'valid', application: { ...same, contactName, taxId } };
}
