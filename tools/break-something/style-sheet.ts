/** The style sheet of the page on which things are broken, in the colours of the product's own pages. */
export const styleSheet = `
:root { --paper: #faf8f4; --card: #fff; --ink: #22302e; --soft: #55635f; --line: #d9dfd9; --tide: #215a50; --wash: #e8f1ee; --sea: #8fbcb0; --clay: #8a4b2f; --focus: #1d6fd1; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 16px 16px 48px; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 8px 0; }
h2 { font-size: 1.25rem; line-height: 1.25; margin: 0 0 8px; }
p { margin: 0 0 16px; max-width: 62ch; }
a { color: var(--tide); }
.back { display: inline-flex; align-items: center; min-height: 44px; }
.act { display: grid; gap: 16px 32px; padding: 16px; margin: 16px 0 0; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.act > div { min-width: 0; }
.act form { margin: 0; }
button { min-height: 44px; padding: 8px 24px; font: inherit; font-weight: 600; color: #fff; background: var(--tide); border: 0; border-radius: 10px; cursor: pointer; }
button:hover { background: #2f6f62; }
:is(a, button, summary):focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.live { display: flex; flex-direction: column; gap: 16px; padding: 16px; background: var(--paper); border-radius: 10px; }
.live p { margin: 0; font-weight: 600; }
.live.never p { color: var(--soft); font-weight: 400; }
.live.held { background: var(--wash); }
.live:is(.did-not-hold, .failed) p { color: var(--clay); }
:is(.people, .steps, dl):empty, details:has(dl:empty) { display: none; }
.people { display: flex; flex-wrap: wrap; gap: 6px; margin: 0; padding: 0; list-style: none; }
.people li { width: 14px; height: 14px; border: 2px solid var(--sea); border-radius: 50%; background: var(--card); }
.people .told { background: var(--sea); }
.people .done { background: var(--tide); border-color: var(--tide); }
.people .wrong { background: var(--clay); border-color: var(--clay); }
dl { margin: 0; font-variant-numeric: tabular-nums; }
dd { margin: 0; overflow-wrap: anywhere; }
dt { color: var(--soft); }
dd.broken { color: var(--clay); font-weight: 600; }
.proof { display: grid; gap: 8px; }
.proof > div { display: flex; flex-direction: row-reverse; justify-content: flex-end; align-items: baseline; gap: 0 8px; padding: 8px 12px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.proof dt { line-height: 1.3; }
.proof dd { flex: none; font-size: 1.5rem; line-height: 1.3; font-weight: 600; }
.proof dd.broken { flex: initial; }
.proof .kept { color: var(--tide); }
.steps { display: grid; gap: 4px; margin: 0; padding: 0; list-style: none; }
.steps li { display: grid; grid-template-columns: 4rem 1fr; }
.at { color: var(--soft); font-variant-numeric: tabular-nums; }
details { margin-top: auto; }
summary { display: flex; align-items: center; min-height: 44px; color: var(--tide); text-decoration: underline; cursor: pointer; }
.all > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; padding: 4px 0; border-top: 1px solid var(--line); }
/* Room for all that will be told, from the press on: what is below stays where it is while somebody watches. */
.live:not(.never) { min-height: var(--room); }
#webhooks { --room: 48rem; }
#worker { --room: 36rem; }
#everybody { --room: 44rem; }
@media (min-width: 40rem) {
  .proof { grid-template-columns: repeat(3, 1fr); }
  .proof > div { flex-direction: column-reverse; align-items: start; padding: 12px; }
  .proof dt { font-size: .875rem; }
}
@media (min-width: 56rem) {
  .act { grid-template-columns: 2fr 3fr; padding: 24px; }
  #webhooks, #everybody { --room: 33rem; }
  #worker { --room: 28rem; }
}
`;
