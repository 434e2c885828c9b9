import { Autocomplete } from '@shopify/polaris';
import { useState } from 'react';
import { type FoundPerson, foundPersonLabel } from '#app/messages/page/found-person.ts';
import { useFoundPeople } from './use-found-people.ts';

export type PersonPickerProps = {
  /** Null for the sample. */
  person: FoundPerson | null;
  onPerson: (person: FoundPerson | null) => void;
};

const SAMPLE = { value: '', label: 'Sample' };

/** Chooses as whom an email is looked at: a sample, or a person of the store by name or address. */
export function PersonPicker({ person, onPerson }: PersonPickerProps) {
  const chosen = person === null ? SAMPLE.label : foundPersonLabel(person);
  // What was searched for stays when someone is chosen: a list that changed while it closes would be taken for an open one.
  const [query, setQuery] = useState('');
  const [isEditing, setEditing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const { people, state } = useFoundPeople(query, isOpen);
  const options = people.map((one) => ({ value: one.id, label: foundPersonLabel(one) }));
  return (
    <Autocomplete
      options={query === '' ? [SAMPLE, ...options] : options}
      selected={[person?.id ?? SAMPLE.value]}
      loading={state === 'loading'}
      emptyState={
        <span>{state === 'failed' ? 'People could not be loaded.' : 'No one found.'}</span>
      }
      onSelect={([id = '']) => {
        onPerson(people.find((one) => one.id === id) ?? null);
        setEditing(false);
      }}
      textField={
        <Autocomplete.TextField
          {...(state === 'failed' && { error: 'People could not be loaded. Type again.' })}
          label="Preview as"
          autoComplete="off"
          placeholder="Name or email address"
          clearButton={person !== null}
          onClearButtonClick={() => onPerson(null)}
          value={isEditing ? query : chosen}
          onChange={(typed) => {
            setQuery(typed);
            setEditing(true);
          }}
          onFocus={() => {
            setOpen(true);
            setQuery('');
            setEditing(true);
          }}
          onBlur={() => setEditing(false)}
        />
      }
    />
  );
}
