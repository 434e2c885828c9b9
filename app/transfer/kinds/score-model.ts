import { compareModels } from '#app/scoring/compare-models.ts';
import type { ScoreModel } from '#app/scoring/model.ts';
import { parseScoreModel, type ScoreDraft } from '#app/scoring/parse-score-model.ts';
import { retailModel } from '#app/scoring/retail-model.ts';
import type { TransferKindRecord } from '#app/transfer/transfer-kind.ts';

/** A shop has one model, so that its key is always this. */
export const SCORE_MODEL_KEY = 'score-model';
/** What it is called; it has no name of its own. */
export const SCORE_MODEL_NAME = 'Score model';

/** A model as files hold it: without its number, and without the words of its signals, which the app has. */
export function scoreModelContent({ version: _version, signals, ...model }: ScoreModel): object {
  return { signals: signals.map(({ label: _label, ...rule }) => rule), ...model };
}

/** The score model in files. It has no draft: an imported one is the next version, and in use. */
export const scoreModelTransfer: TransferKindRecord<ScoreDraft> = {
  isKey: (key) => key === SCORE_MODEL_KEY,
  read(content) {
    const parsed = parseScoreModel(content);
    if (parsed.outcome === 'read') return { outcome: 'read', content: parsed.draft };
    const [place = '', message = 'It cannot be read.'] = Object.entries(parsed.problems)[0] ?? [];
    return { outcome: 'refused', reason: place === '' ? message : `${place}: ${message}` };
  },
  nameOf: () => SCORE_MODEL_NAME,
  withName: (content) => content,
  references: () => [],
  withReferences: (content) => content,
  changes(before, after) {
    const sentences = compareModels(before ?? retailModel, after);
    if (sentences.length === 0) return [];
    const fields = sentences.map((sentence) => {
      const [name = '', ...rest] = sentence.split(': ');
      const [was = '', is, ...more] = rest.join(': ').split(' → ');
      return is === undefined || more.length > 0
        ? { name, before: null, after: rest.join(': ') }
        : { name, before: was, after: is };
    });
    return [{ id: '', name: SCORE_MODEL_NAME, change: 'changed', fields }];
  },
  hasDraft: false,
};
