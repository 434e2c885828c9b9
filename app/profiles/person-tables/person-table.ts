import type { IdentifierKind } from '#app/events/event.ts';

/** How rows come to the profile that remains when two turn out to be one person. */
export type MergeRule =
  /** The rows follow. */
  | 'follows'
  /** The rows follow, and remember in `part_id` whose they were. */
  | 'follows_with_part'
  /** The rows go with the profile that ends (`on delete cascade`); what holds of both is computed again. */
  | 'recomputed'
  /** The engine has statements of its own for it. */
  | 'own_statement';

/** Which rows go to the person who is split off. */
export type SplitRule =
  /** Rows whose part is theirs: by profile column, the columns that all name one of their parts. */
  | {
      by: 'part';
      columns: Readonly<Record<string, readonly string[]>>;
      /** Cleared where it names the person themselves. */
      ownPart?: string;
    }
  /** Rows tied to a row of another table that went before; `on` is the tie in SQL. */
  | { by: 'tie'; table: string; on: string }
  /** None: the rows stay, and what holds of each is computed again. */
  | 'recomputed';

/** How rows leave when a person is erased. */
export type EraseRule =
  | 'delete'
  /** Some facts of the row stay for the shop's totals and say nothing of the person; `set` is SQL. */
  | { keep: string; set: string }
  /** The proof stays in its chain without anything personal. */
  | 'blank_proof'
  /** The person's rows inside a file are blanked, byte for byte. */
  | 'blank_file_rows';

/** What the rows of a table say of a person, and what becomes of them. */
export type PersonTable = {
  /** Columns with the id of a profile. */
  profile: readonly string[];
  /** Columns with an identifier of a person, and of which kind. */
  identifiers?: Readonly<Record<string, IdentifierKind>>;
  /** Whether its columns `kind` and `value` are an identifier. */
  isIdentifier?: true;
  /**
   * Further rows that are theirs although no column says so: a condition in SQL, in which `$profiles`, `$customers`,
   * `$emails` and `$addresses` (email addresses and numbers) stand for arrays of text.
   */
  further?: string;
  /** Only where `profile` names a column. */
  merge?: MergeRule;
  /** Only where `profile` names a column. */
  split?: SplitRule;
  erase: EraseRule;
  /** Its heading in an export; null where the rows say nothing that another heading does not. */
  heading: string | null;
};

/** One table of the database. Every column stands in exactly one of the lists, names separated by spaces. */
export type TableRecord = {
  /** Ids of things, counts, times and states. */
  plain: string;
  /** What was received from or about a person: names, addresses, numbers, tokens, free text, whole payloads. */
  personal?: string;
  /** Where something of a person may have been copied or typed: it is taken out of the value, the row stays. */
  mentions?: string;
  /**
   * Where staff may have typed something of a person into what they published and cannot change any more: an erasure
   * leaves it (decision 0058), it goes with the shop.
   */
  published?: string;
  /** What becomes of its sealed column (`sealedColumns`), once opened, where it names a person who is erased. */
  sealed?: 'delete_row' | 'clear';
  /** Whose the rows are; absent where they belong to the shop, and leave with it. */
  person?: PersonTable;
};
