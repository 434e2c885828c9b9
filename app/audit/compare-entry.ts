/** One field of what was changed; `null` where it was not there. */
export type FieldChange = {
  field: string;
  before: string | null;
  after: string | null;
  isChanged: boolean;
};

/** Longer texts are truncated: what is shown is a trace, not a copy. */
const LONGEST = 500;

/** What stood before and after a change, field by field; those that changed come first. */
export function compareEntry(before: unknown, after: unknown): FieldChange[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])];
  const fields = names.map((field) => {
    const [was, is] = [old.get(field) ?? null, fresh.get(field) ?? null];
    return { field, before: truncate(was), after: truncate(is), isChanged: was !== is };
  });
  return [...fields.filter((one) => one.isChanged), ...fields.filter((one) => !one.isChanged)];
}

/** The leaves of a value by their path, such as `sender.name`. Lists are leaves. */
function fieldsOf(value: unknown, path = ''): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== 'object' || Array.isArray(value))
    return new Map([[path === '' ? 'value' : path, textOf(value)]]);
  const entries = Object.entries(value).flatMap(([name, one]) => [
    ...fieldsOf(one, path === '' ? name : `${path}.${name}`),
  ]);
  return new Map(entries);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function truncate(text: string | null): string | null {
  return text !== null && text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
