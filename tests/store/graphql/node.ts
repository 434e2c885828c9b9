/** An object of the API: plain values, and functions of the field's arguments for what is worked out when asked. */
export type Node = { readonly [field: string]: unknown };
