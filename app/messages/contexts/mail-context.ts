import type { z } from 'zod';
import type { MessageClass } from '#app/consent/may-send.ts';
import type { Line } from '#app/events/event.ts';
import type { ReaderLanguage } from '#app/lib/reader-language.ts';
import type { MailMoney } from '#app/messages/render/mail-money.ts';

/** What a reader did, as a clause in each language. `place` says where, such as `at Fern & Fell`. */
export type MailOccasion = Record<ReaderLanguage, (place: string) => string>;

/** A product as the catalogue knows it. */
export type CatalogProduct = {
  id: string;
  title: string;
  handle: string | null;
  imageUrl: string | null;
};

/** What a mail of it may show beside what every mail shows. */
export type MailVariable<Loaded> = {
  /** What it is called where a mail is written. */
  label: string;
  value: (loaded: Loaded) => string | boolean | null;
  /** What stands in its place when there is no value; null leaves out what depends on it. */
  fallback: string | boolean | null;
};

/** What a mail of a shop leads to. */
export type ActionPlace = {
  storefrontUrl: string;
  /** Whether an address is one of the shop's own. */
  isOwnAddress: (url: string) => boolean;
  /** Those that the mail shows. */
  lines: readonly Line[];
  products: ReadonlyMap<string, CatalogProduct>;
};

/** Goods that a mail shows. */
export type MailGoods<Loaded> = {
  /** All lines there are, which are looked up in the catalogue. */
  all: (loaded: Loaded) => readonly Line[];
  /** Those that the mail may show. @param isSoldOut whether a line cannot be bought now */
  shown: (loaded: Loaded, isSoldOut: (line: Line) => boolean) => Line[];
  /** Why there is nothing to write about when it shows these; null when there is. */
  nothingToShow: (loaded: Loaded, shown: readonly Line[]) => string | null;
  /** Null where no goods are shown, or no prices of them. */
  money: (loaded: Loaded) => MailMoney | null;
  /** Whether what they come to is shown when no total is known. */
  isSummed: boolean;
};

/**
 * All about one subject of a mail, such as a cart; a subject is one file, and one more for what is loaded of it.
 * `Context` names it, as an effect stores it; `Loaded` is what is known of it at the moment, null when nothing is asked.
 */
export type MailContextRecord<Context, Loaded> = {
  schema: z.ZodType<Context>;
  /** What the reader did in the shop, which every mail ends with. */
  occasion: MailOccasion;
  /** Why a mail must not go any more; null while it is wanted. Always is without it. */
  reasonUnwanted?: (loaded: Loaded) => string | null;
  /** The address that it goes to in place of the person's own; null for that one. */
  address?: (loaded: Loaded, messageClass: MessageClass) => string | null;
  goods?: MailGoods<Loaded>;
  /** Where the mail's button leads: a page of the shop. */
  actionUrl: (loaded: Loaded, place: ActionPlace) => string;
  variables: Readonly<Record<string, MailVariable<Loaded>>>;
};

/** What the variables of a mail come to, by name. */
export type MailVariables = Readonly<Record<string, string | boolean | null>>;

/** What a mail is about, with what was loaded of it: whatever the subject, the same can be asked. */
export type LoadedContext = {
  occasion: MailOccasion;
  reasonUnwanted: () => string | null;
  address: (messageClass: MessageClass) => string | null;
  allLines: () => readonly Line[];
  shownLines: (isSoldOut: (line: Line) => boolean) => Line[];
  nothingToShow: (shown: readonly Line[]) => string | null;
  money: () => MailMoney | null;
  isSummed: boolean;
  actionUrl: (place: ActionPlace) => string;
  variables: () => MailVariables;
};

/** A subject with what was loaded of it. */
export function bindContext<Context, Loaded>(
  record: MailContextRecord<Context, Loaded>,
  loaded: Loaded,
): LoadedContext {
  const { goods } = record;
  return {
    occasion: record.occasion,
    reasonUnwanted: () => record.reasonUnwanted?.(loaded) ?? null,
    address: (messageClass) => record.address?.(loaded, messageClass) ?? null,
    allLines: () => goods?.all(loaded) ?? [],
    shownLines: (isSoldOut) => goods?.shown(loaded, isSoldOut) ?? [],
    nothingToShow: (shown) => goods?.nothingToShow(loaded, shown) ?? null,
    money: () => goods?.money(loaded) ?? null,
    isSummed: goods?.isSummed ?? false,
    actionUrl: (place) => record.actionUrl(loaded, place),
    variables: () =>
      Object.fromEntries(
        Object.entries(record.variables).map(([name, { value, fallback }]) => [
          name,
          value(loaded) ?? fallback,
        ]),
      ),
  };
}
