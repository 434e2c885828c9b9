import type { ReactNode } from 'react';
import type { Permission } from '#app/access/permissions.ts';
import type { ProblemIntent } from '#app/problems/problem-intent.ts';

/** What can be done about problems, as a button says it. */
export type ProblemAction = { content: string; intent: ProblemIntent };

/** The same for one problem, which `label` names to those who do not see its row. */
type RowAction = ProblemAction & { label: string; needs?: Permission };

type ProblemColumn<Item> = { title: string; cell: (item: Item) => ReactNode };

/** A kind of problems: how its list shows them and what staff can do about them. */
export type ProblemKind<Item extends { key: string }> = {
  name: { singular: string; plural: string };
  /** What stands in place of the list while nothing waits. */
  empty: { heading: string; text: string };
  searchHint: string;
  /** Those before the time and the buttons. */
  columns: readonly [ProblemColumn<Item>, ...ProblemColumn<Item>[]];
  /** What the list is sorted by. */
  time: { title: string; at: (item: Item) => number };
  actions: (item: Item) => RowAction[];
  /** What can be done with several at once. */
  bulk?: ProblemAction;
  /** What else can be done with several, less often. */
  moreBulk?: ProblemAction;
};
