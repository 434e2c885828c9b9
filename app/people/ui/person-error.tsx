import { RecordError } from '#app/ui/record-error.tsx';

/** Stands in for the page of a person that could not be shown, or that the shop does not have. */
export function PersonError() {
  return (
    <RecordError
      title="Person"
      name={{ singular: 'person', plural: 'people' }}
      list={{ content: 'People', url: '/app/people' }}
    >
      Two visits may have turned out to be one person, the customer may have been deleted, or the
      address is not complete.
    </RecordError>
  );
}
