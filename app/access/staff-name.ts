/** How a member of staff is called, as far as Shopify told. */
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
