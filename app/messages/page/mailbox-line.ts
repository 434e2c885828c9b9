/** Who an email is from and what a mailbox lists of it, as it is rendered. */
export type MailboxEntry = { sender: string; subject: string; preheader: string };

/** How many characters of each a phone shows upright: Mail of iOS has two lines for the preheader. */
const PHONE_SHOWS = { subject: 40, preheader: 90 };

/** A text as a phone lists it. */
export type ListedText = {
  /** Characters as readers count them. */
  length: number;
  /** What a phone shows of it. */
  shown: string;
  isCut: boolean;
  most: number;
};

const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The subject and the preheader of an email as a phone lists them. */
export function listedOnPhone({
  subject,
  preheader,
}: Pick<MailboxEntry, 'subject' | 'preheader'>): {
  subject: ListedText;
  preheader: ListedText;
} {
  return {
    subject: listed(subject, PHONE_SHOWS.subject),
    preheader: listed(preheader, PHONE_SHOWS.preheader),
  };
}

function listed(text: string, most: number): ListedText {
  const characters = [...CHARACTERS.segment(text)].map(({ segment }) => segment);
  const isCut = characters.length > most;
  const shown = isCut ? `${characters.slice(0, most).join('').trimEnd()}…` : text;
  return { length: characters.length, shown, isCut, most };
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
};

/** A rendered preheader, which is HTML, as the plain text that a mailbox lists. */
export function textOfPreheader(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d{1,6})|(\w{2,5}));/g, (entity, code?: string, name = '') =>
      code === undefined ? (ENTITIES[String(name)] ?? entity) : characterOf(Number(code)),
    )
    .replace(/\s+/g, ' ')
    .trim();
}

function characterOf(code: number): string {
  return code > 0x10ffff ? '' : String.fromCodePoint(code);
}
