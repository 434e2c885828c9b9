/** A form as the page shows it, with the version that it is of. */
export type VersionedForm<Form> = { version: number; form: Form };

/** A form under way. `base`: what its editing started from. */
export type FormEdit<Form> = { base: VersionedForm<Form>; form: Form };

/** Whether a form says something else than what its editing started from. */
export function isFormEdited<Form>({ base, form }: FormEdit<Form>): boolean {
  return JSON.stringify(form) !== JSON.stringify(base.form);
}

/**
 * What is in the form. What was typed stays on the version it started from, so that the server can refuse it when
 * a colleague saved meanwhile; a form in which nothing was typed shows the newest page.
 * @param edit null before anything was typed
 */
export function currentEdit<Form>(
  edit: FormEdit<Form> | null,
  page: VersionedForm<Form>,
): FormEdit<Form> {
  return edit !== null && isFormEdited(edit) ? edit : { base: page, form: page.form };
}
