/** A person that an email can be looked at as. */
export type FoundPerson = { id: string; name: string | null; email: string | null };

/** What a person is called where one is chosen: an address distinguishes people of one name. */
export function foundPersonLabel({ name, email }: FoundPerson): string {
  if (name === null) return email ?? 'Person without a name';
  return email === null ? name : `${name} (${email})`;
}
