import { Link, Text } from '@shopify/polaris';
import { personName } from '#app/profiles/person-name.ts';
import { SubduedText } from '#app/ui/subdued-text.tsx';

export type PersonCellProps = {
  person: { id: string; name: string | null; email: string | null };
};

/** Who a row of a table is about, with the way to them, and their address where a name stands for it. */
export function PersonCell({ person }: PersonCellProps) {
  const { id, name, email } = person;
  return (
    <>
      <Link dataPrimaryLink url={`/app/people/${id}`} removeUnderline monochrome>
        <Text as="span" fontWeight="semibold">
          {personName(person)}
        </Text>
      </Link>
      {name !== null && email !== null ? <SubduedText>{email}</SubduedText> : null}
    </>
  );
}
