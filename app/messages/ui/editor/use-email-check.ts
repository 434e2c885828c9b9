import { useEffect } from 'react';
import { designProblems } from '#app/messages/blocks/design-problems.ts';
import { useEmailParts } from './email-editor-context.tsx';

/** Writing pauses so long before it is looked through, in milliseconds. Not with each letter, whose result no one reads. */
const PAUSE_MS = 400;

/** Finds why an email cannot be published, as it is written. Whether its markup can be laid out the server finds. */
export function useEmailCheck(): void {
  const { store, variables } = useEmailParts();
  useEffect(() => {
    const known = new Set(variables.map(({ name }) => name));
    const check = () => {
      const problems = designProblems(store.getState().content.design, known);
      store.setState({
        problems: problems.map(({ blockId, message }) => ({ stepId: blockId, message })),
      });
    };
    let timer = setTimeout(check, 0);
    const stopWatching = store.subscribe(({ content }, { content: before }) => {
      if (content === before) return;
      clearTimeout(timer);
      timer = setTimeout(check, PAUSE_MS);
    });
    return () => {
      stopWatching();
      clearTimeout(timer);
    };
  }, [store, variables]);
}
