/** A part of a definition in the words of the merchant, such as a step of a journey. */
export type DefinitionPart = {
  /** The same part in another version has the same id. */
  id: string;
  name: string;
  fields: { name: string; value: string }[];
  /** All of the part, to find a change that no field shows. */
  whole: string;
};

/** One field before and after; null where it was not there. */
type ChangedField = { name: string; before: string | null; after: string | null };

/** What changed in one part. */
export type PartChange = {
  id: string;
  name: string;
  change: 'added' | 'removed' | 'changed';
  /** Empty for a change of details that no field shows. */
  fields: ChangedField[];
};

/** What is different in the later of two versions: removed parts after the others, which are in the later order. */
export function differenceBetween(
  before: readonly DefinitionPart[],
  after: readonly DefinitionPart[],
): PartChange[] {
  const old = new Map(before.map((part) => [part.id, part]));
  const ids = new Set(after.map(({ id }) => id));
  return [
    ...after.flatMap((part) => changeOf(old.get(part.id), part)),
    ...before.filter(({ id }) => !ids.has(id)).map((part) => alone(part, 'removed')),
  ];
}

function changeOf(before: DefinitionPart | undefined, after: DefinitionPart): PartChange[] {
  if (!before) return [alone(after, 'added')];
  if (before.whole === after.whole) return [];
  return [
    { id: after.id, name: after.name, change: 'changed', fields: changedFields(before, after) },
  ];
}

function alone(part: DefinitionPart, change: 'added' | 'removed'): PartChange {
  const nothing: DefinitionPart = { ...part, fields: [] };
  const sides = change === 'added' ? ([nothing, part] as const) : ([part, nothing] as const);
  return { id: part.id, name: part.name, change, fields: changedFields(...sides) };
}

function changedFields(before: DefinitionPart, after: DefinitionPart): ChangedField[] {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((name) => {
    const [old, fresh] = [was.get(name) ?? null, is.get(name) ?? null];
    return old === fresh ? [] : [{ name, before: old, after: fresh }];
  });
}

function valuesOf({ fields }: DefinitionPart): Map<string, string> {
  return new Map(fields.map(({ name, value }) => [name, value]));
}
