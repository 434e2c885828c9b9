import { countryCode } from '#app/lib/country-code.ts';
import { normalEmail } from '#app/lib/email-address.ts';
import { nameOrNull } from '#app/lib/person-name.ts';
import { normalPhone } from '#app/lib/phone-number.ts';
import type { SuppressionReason } from '#app/consent/may-send.ts';
import type { ConsentEvidence, Traits } from '#app/events/event.ts';
import { traitsOf } from '#app/events/topics/person.ts';
import { platformOf, type ImportField, type FileKind, type ColumnMapping } from './fields.ts';
import { readDate } from './read-date.ts';
import { stateOf, suppressionOf, type CellConsent } from './consent-cells.ts';

/** What a file is taken for. */
export type FileTerms = {
  kind: FileKind;
  mapping: ColumnMapping;
  /** When the file was first seen, epoch milliseconds: the time of what says none. */
  uploadedAt: number;
  /** The shop's, as IANA names it: that of dates that say none. */
  timeZone: string;
};

/** A consent or refusal with its proof, as a file states it. `at` is epoch milliseconds. */
export type FileConsentIntent = {
  channel: 'email' | 'sms';
  state: 'subscribed' | 'unsubscribed';
  at: number;
  source: string;
  wording: string | null;
  page: string | null;
};

/** What a file says of an opt-in is a claim: it undoes no refusal. What it says of a refusal is believed. */
export function evidenceOf(state: FileConsentIntent['state']): ConsentEvidence {
  return state === 'subscribed' ? 'claim' : 'record';
}

/** Why something of a row was not taken, while the rest was. */
export type RowRefusal =
  | 'no_date'
  | 'unreadable_date'
  | 'no_source'
  | 'unknown_state'
  | 'no_address'
  | 'suppressed'
  | 'unreadable_phone';

/** What a row says of a person. */
export type ParsedRow =
  | {
      outcome: 'read';
      email: string | null;
      /** E.164. */
      phone: string | null;
      traits: Traits;
      changedAt: number;
      intents: FileConsentIntent[];
      suppression: { reason: SuppressionReason; at: number } | null;
      refused: { channel: 'email' | 'sms'; reason: RowRefusal }[];
    }
  | { outcome: 'unusable'; reason: UnusableRow };

export type UnusableRow = 'nobody' | 'bad_email' | 'bad_phone' | 'not_saved';

/**
 * Reads a row of a file. Who is called subscribed there is subscribed only with a date and a source beside it;
 * without, what is known of them stays as it is. Who is called unsubscribed is so without any proof. Pure.
 */
export function readRow(cells: readonly string[], terms: FileTerms): ParsedRow {
  const { kind, uploadedAt, timeZone } = terms;
  const cell = cellOf(cells, terms.mapping);
  const [written, called] = [cell('email'), cell('phone')];
  if (written === '' && called === '') return { outcome: 'unusable', reason: 'nobody' };
  const email = written === '' ? null : normalEmail(written);
  if (written !== '' && email === null) return { outcome: 'unusable', reason: 'bad_email' };
  const country = countryCode(cell('country'));
  // Spreadsheets are kept from reading a number as a formula by an apostrophe.
  const phone = normalPhone(called.replace(/^'/, ''), country);
  if (email === null && phone === null) return { outcome: 'unusable', reason: 'bad_phone' };
  const parsed = {
    outcome: 'read' as const,
    email,
    phone,
    traits: traitsOf({
      email,
      phone,
      firstName: nameOrNull(cell('firstName')),
      lastName: nameOrNull(cell('lastName')),
      company: nameOrNull(cell('company')),
      country,
    }),
    changedAt: readDate(cell('changedAt'), uploadedAt, timeZone) ?? uploadedAt,
    intents: [] as FileConsentIntent[],
    suppression: null as { reason: SuppressionReason; at: number } | null,
    refused: [] as { channel: 'email' | 'sms'; reason: RowRefusal }[],
  };
  if (called !== '' && phone === null)
    parsed.refused.push({ channel: 'sms', reason: 'unreadable_phone' });
  const blocked = blockedFor(cell, kind);
  const states = [
    ['email', blocked === 'unsubscribed' ? blocked : emailStateIn(cell, kind), email],
    ['sms', stateOf(cell('smsState')), phone],
  ] as const;
  for (const [channel, state, address] of states) {
    const intent = intentIn(cell, terms, channel, state, address);
    if (intent === null) continue;
    if (typeof intent === 'string') parsed.refused.push({ channel, reason: intent });
    else if (channel === 'email' && intent.state === 'subscribed' && blocked)
      parsed.refused.push({ channel, reason: 'suppressed' });
    else parsed.intents.push(intent);
  }
  const left = parsed.intents.find(
    (intent) => intent.channel === 'email' && intent.state !== 'subscribed',
  );
  if (email !== null && (blocked ?? left)) {
    const at = left?.at ?? suppressedAt(cell, terms);
    parsed.suppression = { reason: blocked ?? 'unsubscribed', at };
  }
  return parsed;
}

type Cell = (field: ImportField) => string;

const BARE_NUMBER = /^-?\d+$/;

/** The first cell that is filled of those that hold a field; of dates, the latest. */
function cellOf(cells: readonly string[], mapping: ColumnMapping): Cell {
  return (field) => {
    const isSource = field === 'emailSource' || field === 'smsSource';
    const filled = mapping.flatMap((one, column) => {
      const text = one === field ? (cells[column] ?? '').trim() : '';
      // Klaviyo numbers where it has a profile from; that is no place where a person agreed.
      return text === '' || (isSource && BARE_NUMBER.test(text)) ? [] : [text];
    });
    return (field === 'emailAt' ? filled.sort().at(-1) : filled[0]) ?? '';
  };
}

/** What a file says of all its people, where it has no column that says it of each. */
function emailStateIn(cell: Cell, kind: FileKind): CellConsent {
  if (kind === 'mailchimp_unsubscribed') return 'unsubscribed';
  if (kind === 'mailchimp_subscribed') return 'subscribed';
  if (kind === 'mailchimp_nonsubscribed' || kind === 'mailchimp_cleaned') return 'none';
  return stateOf(cell('emailState'));
}

/** Why the address may not be written to; null when nothing says so. */
function blockedFor(cell: Cell, kind: FileKind): SuppressionReason | null {
  if (kind === 'mailchimp_cleaned') return 'hard_bounce';
  const suppression = suppressionOf(cell('suppression')) ?? suppressionOf(cell('emailState'));
  return suppression ?? (kind === 'klaviyo_suppressions' ? 'unsubscribed' : null);
}

function intentIn(
  cell: Cell,
  { kind, uploadedAt, timeZone }: FileTerms,
  channel: FileConsentIntent['channel'],
  state: CellConsent,
  address: string | null,
): FileConsentIntent | RowRefusal | null {
  const date = cell(`${channel}At`);
  const at = readDate(date, uploadedAt, timeZone);
  const endedAt = readDate(cell(`${channel}EndedAt`), uploadedAt, timeZone);
  // A person who left after they came has left, whatever else the row says.
  const hasLeft = endedAt !== null && (at === null || endedAt >= at);
  if (state === 'unsubscribed' || hasLeft)
    return address === null
      ? null
      : unsubscribeIntent(channel, endedAt ?? suppressedAt(cell, { uploadedAt, timeZone }), kind);
  if (state === 'none' || state === 'suppressed') return null;
  if (state === 'unknown') return 'unknown_state';
  if (address === null) return 'no_address';
  if (date === '') return 'no_date';
  if (at === null) return 'unreadable_date';
  const from = cell(`${channel}Source`);
  if (from === '') return 'no_source';
  const isMail = channel === 'email';
  return {
    channel,
    state: 'subscribed',
    at,
    source: `import:${platformOf(kind)}: ${from}`.slice(0, 250),
    wording: isMail ? cell('emailWording').slice(0, 2_000) || null : null,
    page: isMail ? cell('emailPage').slice(0, 2_000) || null : null,
  };
}

function suppressedAt(
  cell: Cell,
  { uploadedAt, timeZone }: Pick<FileTerms, 'uploadedAt' | 'timeZone'>,
): number {
  return readDate(cell('suppressedAt'), uploadedAt, timeZone) ?? uploadedAt;
}

function unsubscribeIntent(
  channel: FileConsentIntent['channel'],
  at: number,
  kind: FileKind,
): FileConsentIntent {
  const source = `import:${platformOf(kind)}`;
  return { channel, state: 'unsubscribed', at, source, wording: null, page: null };
}
