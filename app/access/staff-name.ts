/** The display name of a staff member, as far as Shopify sent one. */
export function staffName({
  id,
  name,
  email,
}: {
  id: string;
  name: string | null;
  email: string | null;
}): string {
  return name ?? email ?? `Staff member ${id}`;
}
