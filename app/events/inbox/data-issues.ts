/** Values of one field that could not be read, and whether a sample is kept; times in epoch milliseconds. */
export type DataIssueGroup = {
  topic: string;
  field: string;
  problem: string;
  times: number;
  firstSeenAt: number;
  lastSeenAt: number;
  hasSample: boolean;
};

/** What the list can be sorted by, the usual one first. */
export const DATA_ISSUE_SORTS = ['last', 'times', 'first'] as const;

export type DataIssueSort = (typeof DATA_ISSUE_SORTS)[number];
