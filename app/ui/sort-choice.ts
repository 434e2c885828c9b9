import type { ListView, SortDirection } from '#app/lib/list-view.ts';
import type { ListControls } from './use-list-params.ts';

type SortedList<Sort extends string> = {
  view: Pick<ListView<Sort>, 'sort' | 'direction'>;
  change: ListControls<unknown>['change'];
};

/** An order of a list in words: `{ label: 'Newest first', value: 'made descending' }`. */
type SortOption<Sort extends string> = { label: string; value: `${Sort} ${SortDirection}` };

/** The choice of an order, for a list without headings to sort by; what a `Select` takes. */
export function sortChoiceOf<Sort extends string>(
  { view, change }: SortedList<Sort>,
  options: SortOption<Sort>[],
) {
  return {
    label: 'Sort by',
    options,
    value: `${view.sort} ${view.direction}`,
    onChange(value: string) {
      const [sort = '', direction = ''] = value.split(' ');
      change({ sort, direction });
    },
  };
}
