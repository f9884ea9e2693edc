/** One line of a calendar file: `name` in upper case, parameters by upper-case name, and its value as it stands. */
export interface IcsLine {
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
  /** How long it is as a whole, name and parameters included. */
  readonly length: number;
}

/** No line that says when something is needs more; what is longer is skipped. */
const longestLine = 65_536;

/** The lines of a calendar file that have one of these names, unfolded (RFC 5545, 3.1), as they come; null for any other. */
export function* icsLines(text: string, names: ReadonlySet<string>): Generator<IcsLine | null> {
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length;) {
    const end = lineEnd(text, at);
    let next = end + 1;
    const pieces = [text.slice(at, end)];
    while (text[next] === ' ' || text[next] === '\t') {
      const more = lineEnd(text, next);
      if (next - at < longestLine) pieces.push(text.slice(next + 1, more));
      next = more + 1;
      yield null;
    }
    yield readLine(pieces, names);
    at = next;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

function readLine(pieces: readonly string[], names: ReadonlySet<string>): IcsLine | null {
  const name = /^[A-Za-z-]{1,40}/.exec(pieces[0] ?? '')?.[0].toUpperCase();
  if (name === undefined || !names.has(name)) return null;
  const line = pieces.map((piece) => (piece.endsWith('\r') ? piece.slice(0, -1) : piece)).join('');
  if (line.length > longestLine) return null;
  const colon = colonOf(line);
  if (colon === -1) return null;
  const parameters = parametersOf(line.slice(name.length, colon));
  return { name, parameters, value: line.slice(colon + 1).trim(), length: line.length };
}

/** The first colon outside quotes. */
function colonOf(line: string): number {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ':' && !quoted) return at;
  }
  return -1;
}

function parametersOf(text: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(/;([A-Za-z-]+)=("[^"]*"|[^;]*)/g))
    parameters.set(name.toUpperCase(), value.replaceAll('"', ''));
  return parameters;
}
