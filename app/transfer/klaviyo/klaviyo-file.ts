import { z } from 'zod';
import { MOST_STEPS } from '#app/journeys/definition.ts';

/**
 * What files of Klaviyo's API hold (revision 2026-07-15, https://developers.klaviyo.com/en/reference/flows_api_overview):
 * flows with `additional-fields[flow]=definition`, and the metrics, lists and segments that name what flows refer to.
 */
const FLOW_TYPES = ['flow', 'metric', 'list', 'segment'] as const;

const Id = z.string().min(1).max(100);
const Name = z.string().max(1_000);

/** An action, of any type; what is in it is read by what converts it. */
const FlowAction = z.looseObject({
  id: Id.nullish(),
  temporary_id: Id.nullish(),
  type: z.string().max(100),
  links: z.unknown().optional(),
  data: z.unknown().optional(),
});
export type FlowAction = z.infer<typeof FlowAction>;

const FlowDefinition = z.looseObject({
  triggers: z.array(z.unknown()).max(10),
  profile_filter: z.unknown().optional(),
  actions: z.array(FlowAction).max(MOST_STEPS),
  entry_action_id: Id.nullable(),
  reentry_criteria: z.unknown().optional(),
});

/** A flow with its name. */
export type KlaviyoFlow = {
  /** Klaviyo's; null where the file holds a definition alone. */
  id: string | null;
  name: string;
  definition: z.infer<typeof FlowDefinition>;
};

const Resource = z.looseObject({
  type: z.string().max(100),
  id: Id.nullish(),
  attributes: z.looseObject({ name: Name.nullish(), definition: z.unknown().optional() }).nullish(),
});
const Document = z.looseObject({
  data: z.union([z.array(Resource).max(1_000), Resource]),
});

/** The flows of a file, and what it names. */
export type KlaviyoFile = {
  flows: KlaviyoFlow[];
  /** Names of metrics, lists and segments, by their ids. */
  names: Map<string, string>;
  /** Flows that cannot be read. */
  refused: { what: string; reason: string }[];
};

/** Reads the JSON of a file as an answer of Klaviyo's API; null when it is none. */
export function readKlaviyoFile(json: unknown): KlaviyoFile | null {
  const bare = FlowDefinition.safeParse(json);
  if (bare.success)
    return {
      flows: [{ id: null, name: 'Klaviyo flow', definition: bare.data }],
      names: new Map(),
      refused: [],
    };
  const document = Document.safeParse(json);
  if (!document.success) return null;
  const { data } = document.data;
  const resources = Array.isArray(data) ? data : [data];
  if (!resources.every(({ type }) => (FLOW_TYPES as readonly string[]).includes(type))) return null;
  const file: KlaviyoFile = { flows: [], names: new Map(), refused: [] };
  for (const { type, id, attributes } of resources) {
    const name = attributes?.name?.trim() ?? '';
    if (type !== 'flow') {
      if (id && name !== '') file.names.set(id, name);
      continue;
    }
    const called = name === '' ? 'Klaviyo flow' : name;
    const definition = FlowDefinition.safeParse(attributes?.definition);
    if (definition.success)
      file.flows.push({ id: id ?? null, name: called, definition: definition.data });
    else
      file.refused.push({
        what: `Flow “${called.slice(0, 120)}”`,
        reason: flowReason(attributes?.definition),
      });
  }
  return file;
}

function flowReason(definition: unknown): string {
  return definition === undefined || definition === null
    ? 'It comes without its definition. Ask Klaviyo for the flow with additional-fields[flow]=definition.'
    : `Its definition cannot be read, or has more than ${String(MOST_STEPS)} actions.`;
}
