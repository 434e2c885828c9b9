import type { DataIssueSort } from '#app/events/inbox/data-issues.ts';
import type { DriftSort, TopicSort } from '#app/events/page/quality-view.ts';
import type { ListView } from '#app/lib/list-view.ts';

/** The names of the lists of the page besides that of the topics, see `listParam`. */
export const FIELD_LIST = 'fields';
export const VALUE_LIST = 'values';

/** How staff look at the lists of the page of data quality. */
export type DataQualityViews = {
  topics: ListView<TopicSort>;
  fields: ListView<DriftSort>;
  values: ListView<DataIssueSort>;
};

/** What came of a request of the page; `sample` is null when none is kept any more. */
export type DataQualityOutcome =
  { intent: 'compare' } | { intent: 'sample'; sample: string | null };
