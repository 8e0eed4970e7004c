/** Parts of a page that are made from the code, between `<!-- generated: name -->` and `<!-- end -->`. */

/** What makes a page's parts anew. A part that begins on a line of its own is a block, any other stands within its line. */
export function withParts(parts: Readonly<Record<string, () => string>>): (page: string) => string {
  return (page) =>
    page.replace(/(<!-- generated: (\w+) -->)(\n?)[^]*?(<!-- end -->)/g, (_, start: string, name: string, newline: string, end: string) => {
      const part = parts[name];
      if (!part) throw new Error(`there is no part "${name}"`);
      return newline === '' ? `${start}${part()}${end}` : `${start}\n\n${part()}\n\n${end}`;
    });
}
