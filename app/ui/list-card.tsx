import { Card } from '@shopify/polaris';
import type { ListView } from '#app/lib/list-view.ts';
import { CardHead } from './card-head.tsx';
import { ListSearch } from './list-search.tsx';
import { SortedRows, type SortedRowsProps } from './sorted-rows.tsx';
import type { ListControls } from './use-list-params.ts';

export type ListCardProps<Sort extends string> = SortedRowsProps<Sort> & {
  title: string;
  text: string;
  list: ListControls<ListView<Sort>>;
  /** What is looked for in, such as `Name or email address`. */
  searchHint: string;
  /** Unless the rows are searched by what they are called. */
  searchLabel?: string;
};

/** A card that is one list: what it is about, its search, its rows and their pages. */
export function ListCard<Sort extends string>(props: ListCardProps<Sort>) {
  const { title, text, searchHint, searchLabel, ...table } = props;
  return (
    <Card padding="0">
      <CardHead title={title} text={text} />
      <ListSearch
        label={searchLabel ?? `Search ${table.name.plural}`}
        placeholder={searchHint}
        list={table.list}
      />
      <SortedRows {...table} />
    </Card>
  );
}
