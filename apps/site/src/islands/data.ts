/** What the server told this page's script. */
export function pageData<Data>(): Data {
  return JSON.parse(document.getElementById('data')?.textContent ?? 'null') as Data;
}
