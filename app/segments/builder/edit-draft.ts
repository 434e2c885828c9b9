/** How the items of a group are combined: every one holds, at least one does, or none does. */
export type Match = 'all' | 'any' | 'none';

/** A condition as a user fills it in: texts as they were typed, lists as they were picked. */
export type DraftCondition = {
  id: number;
  /** What the condition is about: the key of a field, a signal or an interest. */
  topic: string;
  operator: string;
  inputs: Readonly<Record<string, string | readonly string[]>>;
};
export type DraftGroup = { id: number; match: Match; items: readonly DraftNode[] };
export type DraftNode = DraftGroup | DraftCondition;

/** A predicate that is being edited. Ids are unique within it and are never used again. */
export type Draft = { root: DraftGroup; nextId: number };

export type Edit =
  | { edit: 'add_condition'; to: number; condition: Omit<DraftCondition, 'id'> }
  | { edit: 'add_group'; to: number; condition: Omit<DraftCondition, 'id'> }
  | { edit: 'change'; id: number; condition: Omit<DraftCondition, 'id'> }
  | { edit: 'match'; id: number; match: Match }
  | { edit: 'copy'; id: number }
  | { edit: 'remove'; id: number }
  /** By so many places among its neighbours; beyond the ends it stays. */
  | { edit: 'move'; id: number; by: number };

/** Drafts before and after the one that is shown, for undo and redo. */
export type DraftHistory = { past: readonly Draft[]; draft: Draft; future: readonly Draft[] };

/** Steps that can be undone; users hardly go back further. */
const REMEMBERED = 100;

export function isGroup(node: DraftNode): node is DraftGroup {
  return 'match' in node;
}

/** The draft after an edit; the same draft when the edit changes nothing. The outermost group stays. */
export function editDraft(draft: Draft, edit: Edit): Draft {
  const { root, nextId } = draft;
  switch (edit.edit) {
    case 'add_condition': {
      const added = { ...edit.condition, id: nextId };
      return changed(draft, addTo(root, edit.to, added), nextId + 1);
    }
    case 'add_group': {
      const items = [{ ...edit.condition, id: nextId + 1 }];
      const added: DraftGroup = { id: nextId, match: 'any', items };
      return changed(draft, addTo(root, edit.to, added), nextId + 2);
    }
    case 'change':
      return changed(
        draft,
        inGroup(root, (items) =>
          items.map((item) => (item.id === edit.id ? { ...edit.condition, id: item.id } : item)),
        ),
      );
    case 'match':
      return changed(draft, setMatch(root, edit.id, edit.match));
    case 'copy':
      return copyNode(draft, edit.id);
    case 'remove':
      return changed(
        draft,
        inGroup(root, (items) => items.filter(({ id }) => id !== edit.id)),
      );
    case 'move':
      return changed(
        draft,
        inGroup(root, (items) => moved(items, edit.id, edit.by)),
      );
  }
}

/** Takes an edit into the history; what was undone before is gone. */
export function withEdit(history: DraftHistory, edit: Edit): DraftHistory {
  const draft = editDraft(history.draft, edit);
  if (draft === history.draft) return history;
  return { past: [...history.past, history.draft].slice(-REMEMBERED), draft, future: [] };
}

/** One step back; the same history at its beginning. */
export function undone({ past, draft, future }: DraftHistory): DraftHistory {
  const before = past.at(-1);
  if (before === undefined) return { past, draft, future };
  return { past: past.slice(0, -1), draft: before, future: [draft, ...future] };
}

/** One step forth again; the same history at its end. */
export function redone({ past, draft, future }: DraftHistory): DraftHistory {
  const [after, ...rest] = future;
  if (after === undefined) return { past, draft, future };
  return { past: [...past, draft], draft: after, future: rest };
}

function changed(draft: Draft, root: DraftGroup, nextId = draft.nextId): Draft {
  return root === draft.root ? draft : { root, nextId };
}

function addTo(group: DraftGroup, to: number, added: DraftNode): DraftGroup {
  if (group.id === to) return { ...group, items: [...group.items, added] };
  return eachGroup(group, (inner) => addTo(inner, to, added));
}

function setMatch(group: DraftGroup, id: number, match: Match): DraftGroup {
  if (group.id === id) return group.match === match ? group : { ...group, match };
  return eachGroup(group, (inner) => setMatch(inner, id, match));
}

/** Changes the items of every group; a group whose items stay the same stays the same object. */
function inGroup(
  group: DraftGroup,
  change: (items: readonly DraftNode[]) => readonly DraftNode[],
): DraftGroup {
  const items = change(group.items);
  const isSame =
    items.length === group.items.length &&
    items.every((item, place) => item === group.items[place]);
  return eachGroup(isSame ? group : { ...group, items }, (inner) => inGroup(inner, change));
}

function eachGroup(group: DraftGroup, change: (inner: DraftGroup) => DraftGroup): DraftGroup {
  const items = group.items.map((item) => (isGroup(item) ? change(item) : item));
  return items.every((item, place) => item === group.items[place]) ? group : { ...group, items };
}

function moved(items: readonly DraftNode[], id: number, by: number): readonly DraftNode[] {
  const from = items.findIndex((item) => item.id === id);
  const item = items[from];
  const to = from + by;
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}

function copyNode(draft: Draft, id: number): Draft {
  let { nextId } = draft;
  function fresh(node: DraftNode): DraftNode {
    const copy = { ...node, id: nextId++ };
    return isGroup(copy) ? { ...copy, items: copy.items.map(fresh) } : copy;
  }
  const root = inGroup(draft.root, (items) => {
    const place = items.findIndex((item) => item.id === id);
    const item = items[place];
    return item === undefined ? items : items.toSpliced(place + 1, 0, fresh(item));
  });
  return changed(draft, root, nextId);
}
