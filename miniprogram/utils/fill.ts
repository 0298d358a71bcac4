/** Puts values where a template names them in braces; a name without a value stays as it is, to be seen in tests. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (name, key: string) => String(values[key] ?? name));
}
