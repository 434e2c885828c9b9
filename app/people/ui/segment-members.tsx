import { ListSearch } from '#app/ui/list-search.tsx';
import { PeopleTable, type PeopleTableProps } from './people-table.tsx';

/** The members of a segment with their search, for those who may see people. */
export function SegmentMembers(props: PeopleTableProps) {
  return (
    <>
      <ListSearch label="Search members" placeholder="Name or email address" list={props.list} />
      <PeopleTable {...props} />
    </>
  );
}
