/** A person's name, else the address, else what a person is called who gave neither. */
export function personName({ name, email }: { name: string | null; email: string | null }): string {
  return name ?? email ?? 'Visitor';
}
