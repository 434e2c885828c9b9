import type { RowRefusal, ParsedRow, UnusableRow } from './read-row.ts';

/** Why nothing of a row was taken, in words that say what to do. */
export const UNUSABLE_WORDS: Record<UnusableRow, string> = {
  nobody: 'It has neither an email address nor a phone number.',
  bad_email: 'The email address is none or has letters before the @ that many mail servers refuse.',
  bad_phone: 'The phone number is none. Write it with the country code, such as +442079460000.',
  not_saved: 'It could not be saved because of an error in the app.',
};

/** Why a part of a row was not taken. The person was. */
export const REFUSAL_WORDS: Record<RowRefusal, string> = {
  no_date: 'not subscribed: no date says when they agreed',
  unreadable_date:
    'not subscribed: the date cannot be read. Write it like 2024-03-14 or 2024-03-14T09:12:31Z',
  no_source: 'not subscribed: nothing says where they agreed',
  unknown_state: 'left as it is: the word for their consent is not known',
  no_address: 'not subscribed: there is no address or number to write to',
  suppressed: 'not subscribed: the same row says that they are blocked',
  unreadable_phone: 'the phone number was left out, because it is none',
};

const CHANNELS = { email: 'Email', sms: 'Text messages' };

/** What is to be reported of a row, in words; null when all of it was taken. */
export function rowError(row: ParsedRow): string | null {
  if (row.outcome === 'unusable') return `Left out. ${UNUSABLE_WORDS[row.reason]}`;
  if (row.refused.length === 0) return null;
  return row.refused
    .map(({ channel, reason }) => `${CHANNELS[channel]}: ${REFUSAL_WORDS[reason]}.`)
    .join(' ');
}
