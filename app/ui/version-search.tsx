import type { ListView } from '#app/lib/list-view.ts';
import { ListSearch } from './list-search.tsx';
import { sortChoiceOf } from './sort-choice.ts';
import type { ListControls } from './use-list-params.ts';

export type VersionSearchProps = {
  placeholder: string;
  list: ListControls<ListView<'version'>>;
};

/** The search above versions that stand below each other, and which of them come first. */
export function VersionSearch({ placeholder, list }: VersionSearchProps) {
  return (
    <ListSearch
      label="Search versions"
      placeholder={placeholder}
      list={list}
      choice={sortChoiceOf(list, [
        { label: 'Newest first', value: 'version descending' },
        { label: 'Oldest first', value: 'version ascending' },
      ])}
    />
  );
}
